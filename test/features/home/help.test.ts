import { describe, expect, it } from 'vitest';
import type { Commitment, DealToLookAt } from '#feature.ts';
import { helpOrder, inOrderOfDeals, type TeamMember } from '#features/home/help.ts';
import { day } from '#lib/days.ts';
import type { Progress } from '#metrics/progress.ts';
import { escapeText } from '#slack/blocks/text.ts';
import { figureOf, usd } from '../leaderboard/figures.ts';

const TODAY = day('2026-11-18');

/** Somebody at so many percent of what is expected by now. */
function member(name: string, percent: bigint | null, more: Partial<TeamMember> = {}): TeamMember {
  return {
    id: name,
    name,
    attainment: figureOf(name, usd(1)),
    progress: percent === null ? undefined : progressAt(percent),
    isAway: false,
    isRamping: false,
    deals: [],
    commitments: [],
    ...more,
  };
}

function progressAt(percent: bigint): Progress {
  return {
    quota: 100n,
    currency: 'USD',
    gap: 50n,
    phase: 'running',
    workingDays: { passed: 1, left: 1, all: 2, areAssumed: false },
    pace: { expected: { sum: 1n, by: 2n }, index: { sum: percent, by: 100n } },
    along: 'days',
    perDay: 1n,
  };
}

const deal: DealToLookAt = {
  id: 'D',
  name: 'Acme',
  ownerId: 'x',
  words: escapeText('Acme'),
  action: { action: 'digest.ask', label: 'Ask' },
};
const dueOn = (text: string): Commitment => ({
  id: '1',
  ownerId: 'x',
  ownerName: 'x',
  words: 'call them',
  dueOn: day(text),
  why: '',
});
const namesOf = (team: readonly TeamMember[]) => helpOrder(team, TODAY).first.map(({ name }) => name);

describe('whom a manager should help first', () => {
  it('is whoever is behind, the furthest first, then overdue promises, then deals that need a look', () => {
    const team = [
      member('has a deal', 120n, { deals: [deal] }),
      member('owes something', 100n, { commitments: [dueOn('2026-11-17')] }),
      member('a bit behind', 79n),
      member('far behind', 20n),
      member('on pace', 100n),
    ];
    expect(namesOf(team)).toEqual(['far behind', 'a bit behind', 'owes something', 'has a deal']);
  });

  it('is, of those with such a deal, whose deal needs a look most', () => {
    const team = ['Ana', 'Ben', 'Cleo'].map((name) => member(name, 100n, { deals: [deal] }));
    const deals = ['Cleo', 'Ana', 'Cleo', 'Ben'].map((ownerId) => ({ ...deal, ownerId }));
    expect(namesOf(inOrderOfDeals(team, deals))).toEqual(['Cleo', 'Ana', 'Ben']);
  });

  it('is nobody from four fifths of what is expected by now on, and nobody for what is due today', () => {
    expect(
      namesOf([member('just so', 80n), member('due', 90n, { commitments: [dueOn('2026-11-18')] })]),
    ).toEqual([]);
  });

  it('is nobody on leave, whatever is open; and whoever ramps up for a deal alone, never for the pace', () => {
    const team = [
      member('away', 10n, { isAway: true, deals: [deal] }),
      member('ramping', 10n, { isRamping: true }),
      member('ramping with a deal', 10n, { isRamping: true, deals: [deal] }),
    ];
    expect(namesOf(team)).toEqual(['ramping with a deal']);
  });

  it('leaves nobody out: whoever is not named is counted by why, each once', () => {
    const team = [
      member('behind', 10n),
      member('steady', 90n),
      member('period just begun', 90n, { progress: { ...progressAt(0n), pace: undefined } }),
      member('no quota', null),
      member('ramping', 10n, { isRamping: true }),
      member('away', null, { isAway: true }),
    ];
    const { first, ...counts } = helpOrder(team, TODAY);
    expect(first).toHaveLength(1);
    expect(counts).toEqual({ steady: 2, withoutQuota: 1, ramping: 1, away: 1 });
  });
});
