import { exampleLines, lineCount } from './lines.ts';
import type { Metric } from './metric.ts';
import { bookingsOf, bookingsRemarks, countOf, plainSum } from './sums.ts';

export const openDeals: Metric = {
  id: 'open_deals',
  version: 1,
  name: 'Open deals',
  definition:
    'Open deals whose close date lies in the period, overdue ones and ones without an amount included.',
  formula: 'number of open deals that close in the period',
  unit: 'deals',
  direction: 'up',
  minimumSample: 1,
  measures: [],
  needs: [],
  lines: ['open_deal'],
  compute: (given) => ({
    value: { kind: 'count', count: lineCount(given, 'open_deal'), of: 'deals' },
    remarks: [],
  }),
  trace: [{ from: 'open_deal', counts: 'amount' }],
  workedExample: {
    given: { lines: { open_deal: exampleLines([1n, 1n]) } },
    result: { kind: 'count', count: 2n, of: 'deals' },
  },
};

/** Domain source K1: 120 deals × 42,000 × 22 % ÷ 78 days = 14,215 a day. */
export const salesVelocity: Metric = {
  id: 'sales_velocity',
  version: 1,
  name: 'Sales velocity, a day',
  definition:
    "What the period's open deals bring in a day, if they are won as often, as large and as fast as those decided in it.",
  formula: 'open deals × average deal size × win rate ÷ mean sales cycle in days',
  unit: 'money',
  direction: 'up',
  minimumSample: 30,
  measures: ['bookings', 'won', 'lost', 'cycle_days'],
  needs: [],
  lines: ['open_deal'],
  parts: ['open_deals', 'avg_deal_size', 'win_rate', 'sales_cycle_days'],
  compute: (given) => {
    const booked = bookingsOf(given);
    const won = countOf(given, 'won');
    const decided = won + countOf(given, 'lost');
    const cycle = plainSum(given, 'cycle_days');
    const remarks = bookingsRemarks(given);
    if (booked.n <= 0n || won <= 0n) return { value: { kind: 'none', reason: 'no won deals' }, remarks };
    // After a lock the losses it takes back may outnumber what was decided.
    if (decided <= 0n) return { value: { kind: 'none', reason: 'no decided deals' }, remarks };
    if (cycle.amount <= 0n)
      return { value: { kind: 'none', reason: 'won deals took less than a day' }, remarks };
    return {
      value: {
        kind: 'mean_money',
        sum: lineCount(given, 'open_deal') * booked.amount * won * cycle.n,
        by: booked.n * decided * cycle.amount,
        currency: given.currency,
      },
      remarks,
    };
  },
  trace: [],
  workedExample: {
    given: {
      lines: { open_deal: exampleLines(Array.from({ length: 120 }, () => 1n)) },
      sums: {
        bookings: [{ currency: 'USD', amount: 92_400_000n, n: 22n }],
        won: [{ currency: '', amount: 22n, n: 22n }],
        lost: [{ currency: '', amount: 78n, n: 78n }],
        cycle_days: [{ currency: '', amount: 1_716n, n: 22n }],
      },
    },
    result: {
      kind: 'mean_money',
      sum: 120n * 92_400_000n * 22n * 22n,
      by: 22n * 100n * 1_716n,
      currency: 'USD',
    },
  },
};
