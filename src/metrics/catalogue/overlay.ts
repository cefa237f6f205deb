import type { Metric } from './metric.ts';
import { moneyOf, notAdded } from './sums.ts';

export const overlayBookings: Metric = {
  id: 'overlay_bookings',
  version: 1,
  name: 'Overlay bookings',
  definition:
    'What people are credited with beside those who share the revenue of a won deal: overlay splits and roles in the team.',
  formula: 'sum of the overlay credit of won deals',
  unit: 'money',
  direction: 'up',
  minimumSample: 1,
  measures: ['overlay'],
  needs: [],
  compute: (given) => ({
    value: { kind: 'money', money: { minor: moneyOf(given, 'overlay').amount, currency: given.currency } },
    remarks: notAdded(given, 'overlay'),
  }),
  trace: [{ from: 'overlay', counts: 'amount' }],
  workedExample: {
    given: { sums: { overlay: [{ currency: 'USD', amount: 10_000_000n, n: 1n }] } },
    result: { kind: 'money', money: { minor: 10_000_000n, currency: 'USD' } },
  },
};
