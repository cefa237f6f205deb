import { describe, expect, it } from 'vitest';
import { spellsOf, type StageFacts } from '#model/stage-spells.ts';

const stages = new Map<string, StageFacts>(
  ['Prospect', 'Proposal', 'Negotiation', 'Won', 'Lost'].map((name, order) => [
    name,
    { order, isClosed: order > 2, isWon: name === 'Won' },
  ]),
);

/** "Prospect 1, Proposal 5" */
function spells(text: string): readonly string[] {
  const steps = text.split(', ').map((step) => {
    const [stage = '', day = ''] = step.split(' ');
    return { stage, at: `2026-01-${day.padStart(2, '0')}` };
  });
  return spellsOf(steps, stages).map(
    ({ stage, enteredAt, leftAt, movedOn, isFirst }) =>
      `${stage} ${Number(enteredAt.slice(8))}-${leftAt ? Number(leftAt.slice(8)) : ''}${movedOn ? ' on' : ''}${isFirst ? '' : ' again'}`,
  );
}

describe('the stays of a deal in its stages', () => {
  it('end when the next begins; the last runs on', () => {
    expect(spells('Prospect 1, Proposal 5')).toEqual(['Prospect 1-5 on', 'Proposal 5-']);
  });

  it('join rows in which something else than the stage changed', () => {
    expect(spells('Prospect 1, Prospect 3, Proposal 5, Proposal 6, Won 9')).toEqual([
      'Prospect 1-5 on',
      'Proposal 5-9 on',
    ]);
  });

  it('capability 31: count a re-entry as a stay of its own, and know none in a stage that was skipped', () => {
    expect(spells('Prospect 1, Negotiation 4, Prospect 6, Lost 8')).toEqual([
      'Prospect 1-4 on',
      'Negotiation 4-6',
      'Prospect 6-8 again',
    ]);
  });

  it('go on only to a later stage or a win: neither back nor lost', () => {
    expect(spells('Proposal 1, Prospect 2')).toEqual(['Proposal 1-2', 'Prospect 2-']);
    expect(spells('Proposal 1, Lost 2')).toEqual(['Proposal 1-2']);
    expect(spells('Proposal 1, Lost 2, Negotiation 3')).toEqual(['Proposal 1-2 on', 'Negotiation 3-']);
  });
});
