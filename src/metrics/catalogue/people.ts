import { exampleLines, lineCount, lineSum } from './lines.ts';
import type { Metric } from './metric.ts';
import { bookingsOf, bookingsRemarks } from './sums.ts';

export const revenuePerPerson: Metric = {
  id: 'revenue_per_person',
  version: 1,
  name: 'Revenue per person',
  definition:
    "Bookings divided by the people employed on the period's last day, or today while it runs; managers included.",
  formula: 'bookings ÷ people employed on the last day',
  unit: 'money',
  direction: 'up',
  minimumSample: 1,
  measures: ['bookings', 'won'],
  needs: [],
  lines: ['employed_last'],
  compute: (given) => {
    const people = lineCount(given, 'employed_last');
    return {
      value:
        people <= 0n
          ? { kind: 'none', reason: 'nobody employed' }
          : { kind: 'mean_money', sum: bookingsOf(given).amount, by: people, currency: given.currency },
      remarks: bookingsRemarks(given),
    };
  },
  trace: [
    { from: 'bookings', counts: 'amount' },
    { from: 'employed_last', against: 'one' },
  ],
  workedExample: {
    given: {
      sums: { bookings: [{ currency: 'USD', amount: 90_000_00n, n: 9n }] },
      lines: { employed_last: exampleLines([1n, 1n, 1n]) },
    },
    result: { kind: 'mean_money', sum: 90_000_00n, by: 3n, currency: 'USD' },
  },
};

export const turnover: Metric = {
  id: 'turnover',
  version: 1,
  name: 'Turnover',
  definition:
    'People who left in the period, as a share of the mean headcount: the mean of the people employed on its first and on its last day, or today while it runs.',
  formula: 'people who left ÷ ((employed on the first day + employed on the last day) ÷ 2)',
  unit: 'ratio',
  direction: 'none',
  minimumSample: 5,
  measures: [],
  needs: [],
  lines: ['leaver', 'employed_first', 'employed_last'],
  compute: (given) => {
    const twice = lineCount(given, 'employed_first') + lineCount(given, 'employed_last');
    return {
      value:
        twice <= 0n
          ? { kind: 'none', reason: 'nobody employed' }
          : { kind: 'quotient', sum: 2n * lineSum(given, 'leaver'), by: twice, per: 'ratio' },
      remarks: [],
    };
  },
  trace: [
    { from: 'leaver', counts: 'twice' },
    { from: 'employed_first', against: 'one' },
    { from: 'employed_last', against: 'one' },
  ],
  // Two of ten left and one was hired: 2 ÷ 9.5.
  workedExample: {
    given: {
      lines: {
        leaver: exampleLines([1n, 1n]),
        employed_first: exampleLines(Array.from({ length: 10 }, () => 1n)),
        employed_last: exampleLines(Array.from({ length: 9 }, () => 1n)),
      },
    },
    result: { kind: 'quotient', sum: 4n, by: 19n, per: 'ratio' },
  },
};
