import { formatMoney } from '#lib/money.ts';
import type { Remark } from '#model/figure.ts';
import type { Ingredients, Metric, OpenTally } from './metric.ts';
import { bookingsOf, bookingsRemarks, otherCurrencies, withoutAmount } from './sums.ts';

export const openPipeline: Metric = {
  id: 'open_pipeline',
  version: 1,
  name: 'Open pipeline',
  definition: 'Amounts of the open deals whose close date lies in the period, overdue ones included.',
  formula: 'sum of the amounts of open deals that close in the period',
  unit: 'money',
  direction: 'up',
  minimumSample: 1,
  measures: [],
  needs: ['open'],
  compute: (given) => ({
    value: { kind: 'money', money: { minor: openOf(given).amount, currency: given.currency } },
    remarks: [...overdue(given, 'included'), ...openRemarks(given)],
  }),
  trace: [{ from: 'open', counts: 'amount' }],
  workedExample: {
    given: { open: [{ ...noOpenDeals('USD'), amount: 90_000n, deals: 4n }] },
    result: { kind: 'money', money: { minor: 90_000n, currency: 'USD' } },
  },
};

export const coverage: Metric = {
  id: 'coverage',
  version: 1,
  name: 'Coverage',
  definition:
    'How many times the open deals of the period would fill what is left of the quota. Overdue deals are shown apart.',
  formula: 'open deals that close in the period and are not overdue ÷ (quota − bookings)',
  unit: 'ratio',
  direction: 'up',
  minimumSample: 1,
  measures: ['bookings', 'won'],
  needs: ['open', 'quota'],
  compute: (given) => {
    const { quota } = given;
    const remarks = [...overdue(given, 'not counted'), ...openRemarks(given), ...bookingsRemarks(given)];
    if (quota.kind === 'none') return { value: quota, remarks };
    const remaining = quota.amount - bookingsOf(given).amount;
    const { amount, overdueAmount } = openOf(given);
    return {
      value:
        remaining <= 0n
          ? { kind: 'none', reason: 'quota met' }
          : { kind: 'quotient', sum: amount - overdueAmount, by: remaining, per: 'ratio' },
      remarks: [...remarks, ...quota.remarks],
    };
  },
  trace: [
    { from: 'due', counts: 'amount' },
    { from: 'quota', against: 'amount' },
    { from: 'bookings', against: 'minus' },
  ],
  // From open 900, quota 500, won 200: coverage of the remaining 300 is 3.0.
  workedExample: {
    given: {
      open: [{ ...noOpenDeals('USD'), amount: 900n, deals: 3n }],
      quota: { kind: 'quota', amount: 500n, remarks: [] },
      sums: {
        bookings: [{ currency: 'USD', amount: 200n, n: 1n }],
        won: [{ currency: '', amount: 1n, n: 1n }],
      },
    },
    result: { kind: 'quotient', sum: 900n, by: 300n, per: 'ratio' },
  },
};

function openOf({ open, currency }: Ingredients): OpenTally {
  return open.find((it) => it.currency === currency) ?? noOpenDeals(currency);
}

function noOpenDeals(currency: string): OpenTally {
  return { currency, amount: 0n, deals: 0n, withoutAmount: 0n, overdueAmount: 0n, overdueDeals: 0n };
}

function openRemarks({ open, currency }: Ingredients): readonly Remark[] {
  const missing = open.reduce((total, it) => total + it.withoutAmount, 0n);
  const others = open.filter((it) => it.currency !== currency);
  return [
    ...withoutAmount(missing, 'open'),
    ...otherCurrencies(others.map((it) => ({ ...it, deals: it.deals - it.withoutAmount }))),
  ];
}

function overdue(given: Ingredients, treatment: string): readonly Remark[] {
  const { overdueAmount, overdueDeals } = openOf(given);
  if (overdueDeals === 0n) return [];
  const money = formatMoney({ minor: overdueAmount, currency: given.currency });
  const deals = overdueDeals === 1n ? '1 overdue deal' : `${overdueDeals} overdue deals`;
  return [{ kind: 'apart', text: `${money} in ${deals} ${treatment}` }];
}
