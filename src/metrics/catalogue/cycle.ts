import type { Metric } from './metric.ts';
import { plainSum } from './sums.ts';

const NO_WON_DEALS = { kind: 'none', reason: 'no won deals' } as const;

export const cycleMean: Metric = {
  id: 'sales_cycle_days',
  version: 1,
  name: 'Sales cycle',
  definition:
    "Whole days of the organisation's zone from the day a won deal was created to its close date, on average.",
  formula: 'sum of days from creation to close of won deals ÷ won deals',
  unit: 'days',
  direction: 'down',
  minimumSample: 5,
  measures: ['cycle_days'],
  needs: [],
  compute: (given) => {
    const { amount, n } = plainSum(given, 'cycle_days');
    return {
      value: n <= 0n ? NO_WON_DEALS : { kind: 'quotient', sum: amount, by: n, per: 'days' },
      remarks: [],
    };
  },
  trace: [{ from: 'cycle_days', counts: 'amount', against: 'one' }],
  workedExample: {
    given: { sums: { cycle_days: [{ currency: '', amount: 155n, n: 3n }] } },
    result: { kind: 'quotient', sum: 155n, by: 3n, per: 'days' },
  },
};

export const cycleMedian: Metric = {
  id: 'sales_cycle_median_days',
  version: 1,
  name: 'Sales cycle, median',
  definition: 'The days from creation to close that half of the won deals stayed below.',
  formula: 'median of the days from creation to close of won deals',
  unit: 'days',
  direction: 'down',
  minimumSample: 5,
  measures: [],
  needs: ['median'],
  share: 0.5,
  compute: ({ medianDays }) => ({
    value: medianDays === undefined ? NO_WON_DEALS : { kind: 'days', days: medianDays },
    remarks: [],
  }),
  trace: [{ from: 'cycle_days', counts: 'amount' }],
  workedExample: { given: { medianDays: '57.5' }, result: { kind: 'days', days: '57.5' } },
};
