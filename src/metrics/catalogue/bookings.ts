import type { Metric } from './metric.ts';
import { bookingsOf, bookingsRemarks } from './sums.ts';

export const bookings: Metric = {
  id: 'bookings',
  version: 1,
  name: 'Bookings',
  definition: 'Amounts of the deals won, counted on their close date.',
  formula: 'sum of the amounts of won deals',
  unit: 'money',
  direction: 'up',
  minimumSample: 1,
  measures: ['bookings', 'won'],
  needs: [],
  compute: (given) => ({
    value: { kind: 'money', money: { minor: bookingsOf(given).amount, currency: given.currency } },
    remarks: bookingsRemarks(given),
  }),
  trace: [{ from: 'bookings', counts: 'amount' }],
  workedExample: {
    given: { sums: { bookings: [{ currency: 'USD', amount: 35_766_600n, n: 150n }] } },
    result: { kind: 'money', money: { minor: 35_766_600n, currency: 'USD' } },
  },
};

export const averageDealSize: Metric = {
  id: 'avg_deal_size',
  version: 1,
  name: 'Average deal size',
  definition: 'What a won deal brings on average; won deals without an amount are left out of both sides.',
  formula: 'bookings ÷ won deals that carry an amount',
  unit: 'money',
  direction: 'up',
  minimumSample: 5,
  measures: ['bookings', 'won'],
  needs: [],
  compute: (given) => {
    const { amount, n } = bookingsOf(given);
    return {
      value:
        n <= 0n
          ? { kind: 'none', reason: 'no won deals with an amount' }
          : { kind: 'mean_money', sum: amount, by: n, currency: given.currency },
      remarks: bookingsRemarks(given),
    };
  },
  trace: [{ from: 'bookings', counts: 'amount', against: 'one' }],
  workedExample: {
    given: { sums: { bookings: [{ currency: 'USD', amount: 10_000n, n: 3n }] } },
    result: { kind: 'mean_money', sum: 10_000n, by: 3n, currency: 'USD' },
  },
};
