import { describe, expect, it } from 'vitest';
import { readAmount } from '#features/quotas/amount.ts';
import { decidedMessage, waitingText } from '#features/quotas/proposal-views.ts';
import { escapeText } from '#slack/blocks/text.ts';

describe('what waits', () => {
  const proposal = { by: 'Dana Cole', isAlone: false, people: 500, reason: 'Plan', takesBack: null };

  it('says who proposes it, and how many of its changes do not fit', () => {
    const lines = Array.from({ length: 500 }, (_, n) => escapeText(`Rep ${n}, 2026-Q4, bookings: $100`));
    const said = waitingText({ ...proposal, lines });
    expect(said).toMatch(/^Dana Cole proposes this\. Reason: Plan\nIt touches 500 people\.\nRep 0, 2026-Q4/);
    expect(said).toMatch(/… and \d+ more$/);
  });

  it('says that all of it holds already, rather than nothing', () => {
    expect(waitingText({ ...proposal, lines: [] })).toContain('All of it holds already.');
  });
});

describe('what became of a proposal', () => {
  const told = { id: 7, people: 30, reason: null, takes_back: 3 };

  it.each([
    ['approved', 4, 'Change 3 is taken back, as you proposed.'],
    ['rejected', null, 'Your proposal to take change 3 back was not approved; nothing changed.'],
  ] as const)('to take a change back, %s', (decision, batch, words) => {
    expect(decidedMessage({ ...told, decision, batch_id: batch }).text).toBe(words);
  });
});

it.each([
  ['JPY', '300000.'],
  ['USD', '300000 or 300000.50.'],
  ['KWD', '300000 or 300000.500.'],
])('an amount in %s is asked for as it is written there', (currency, example) => {
  expect(readAmount('many', currency)).toMatchObject({
    remedy: `Write it as a plain number such as ${example}`,
  });
});
