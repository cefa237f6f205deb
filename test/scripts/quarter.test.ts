import { describe, expect, it } from 'vitest';
import { type Counted, countLoad } from '../../scripts/quarter/count.ts';

const NINE_TO_FIVE = { from: 1020, to: 540 };
const READERS = [
  { id: 'ANA', name: 'Ana Silva', budget: 2, quiet: NINE_TO_FIVE },
  { id: 'LI', name: 'Li Wei', budget: 4, quiet: { from: 0, to: 0 } },
];

const message = (who: string, at: string, priority = 'ordinary'): Counted => ({
  who,
  at: Temporal.ZonedDateTime.from(`${at}[Europe/Berlin]`),
  topic: 'nudges',
  priority,
});
const count = (...messages: readonly Counted[]) => countLoad(messages, { readers: READERS, workdays: 10 });

describe('what a quarter came to', () => {
  it('is counted over all people and working days, those without a message too', () => {
    const { mean, p95, most, weeks } = count(
      message('ANA', '2026-10-05T10:00'),
      message('ANA', '2026-10-05T11:00'),
      message('LI', '2026-10-13T11:00'),
    );
    expect({ mean, p95, most }).toEqual({ mean: 0.15, p95: 1, most: 2 });
    expect(weeks.get('LI')).toEqual(new Map([['2026-10-12', 1]]));
  });

  it('names each day on which somebody got more than their limit, and what nothing excused', () => {
    const day = ['10:00', '11:00', '12:00', '13:00'].map((time) => `2026-10-05T${time}`);
    const [one = '', two = '', three = '', four = ''] = day;
    const { overBudget } = count(
      message('ANA', one),
      message('ANA', two),
      message('ANA', three, 'important'),
      message('ANA', four),
      message('LI', one),
    );
    expect(overBudget).toEqual([
      { who: 'Ana Silva', day: '2026-10-05', messages: 4, budget: 2, ordinaryBeyond: 1 },
    ]);
  });

  it('finds what came at night or on a weekend, but for the answer to what somebody did', () => {
    const { outOfHours } = count(
      message('ANA', '2026-10-05T08:59'),
      message('ANA', '2026-10-05T17:00', 'answer'),
      message('LI', '2026-10-10T12:00'),
      message('LI', '2026-10-05T23:00'),
    );
    expect(outOfHours.map(({ who, at }) => [who, at.dayOfWeek])).toEqual([
      ['ANA', 1],
      ['LI', 6],
    ]);
  });
});
