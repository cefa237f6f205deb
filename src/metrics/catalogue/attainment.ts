import type { Metric } from './metric.ts';
import { bookingsOf, bookingsRemarks } from './sums.ts';

export const attainment: Metric = {
  id: 'attainment',
  version: 1,
  name: 'Attainment',
  definition: 'How much of the bookings quota is reached; it is never cut off at 100 %.',
  formula: 'bookings ÷ quota',
  unit: 'ratio',
  direction: 'up',
  minimumSample: 1,
  measures: ['bookings', 'won'],
  needs: ['quota'],
  compute: (given) => {
    const { quota } = given;
    if (quota.kind === 'none') return { value: quota, remarks: bookingsRemarks(given) };
    return {
      value: { kind: 'quotient', sum: bookingsOf(given).amount, by: quota.amount, per: 'ratio' },
      remarks: [...bookingsRemarks(given), ...quota.remarks],
    };
  },
  trace: [
    { from: 'bookings', counts: 'amount' },
    { from: 'quota', against: 'amount' },
  ],
  // 102,000 of a quota of 300,000 is 34 %.
  workedExample: {
    given: {
      quota: { kind: 'quota', amount: 30_000_000n, remarks: [] },
      sums: {
        bookings: [{ currency: 'USD', amount: 10_200_000n, n: 9n }],
        won: [{ currency: '', amount: 9n, n: 9n }],
      },
    },
    result: { kind: 'quotient', sum: 10_200_000n, by: 30_000_000n, per: 'ratio' },
  },
};
