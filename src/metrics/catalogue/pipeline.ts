import { formatMoney } from '#lib/money.ts';
import type { Remark } from '#model/figure.ts';
import { exampleLines, lineSum, missingLines } from './lines.ts';
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
  quotaOf: 'bookings',
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

/** Domain capability 30: the same open deals against the whole quota, a different number under its own name. */
export const coverageWhole: Metric = {
  id: 'coverage_whole',
  version: 1,
  name: 'Coverage of the whole quota',
  definition:
    'How many times the open deals of the period would fill the whole quota, whatever is booked already. Overdue deals are shown apart.',
  formula: 'open deals that close in the period and are not overdue ÷ quota',
  unit: 'ratio',
  direction: 'up',
  minimumSample: 1,
  measures: [],
  needs: ['open', 'quota'],
  quotaOf: 'bookings',
  compute: (given) => {
    const { quota } = given;
    const remarks = [...overdue(given, 'not counted'), ...openRemarks(given)];
    if (quota.kind === 'none') return { value: quota, remarks };
    const { amount, overdueAmount } = openOf(given);
    return {
      value: { kind: 'quotient', sum: amount - overdueAmount, by: quota.amount, per: 'ratio' },
      remarks: [...remarks, ...quota.remarks],
    };
  },
  trace: [
    { from: 'due', counts: 'amount' },
    { from: 'quota', against: 'amount' },
  ],
  workedExample: {
    given: {
      open: [{ ...noOpenDeals('USD'), amount: 900n, deals: 3n }],
      quota: { kind: 'quota', amount: 500n, remarks: [] },
    },
    result: { kind: 'quotient', sum: 900n, by: 500n, per: 'ratio' },
  },
};

/** Domain capability 30: what coverage is enough follows from one's own win rate by value, not from a fixed 3. */
export const neededCoverage: Metric = {
  id: 'needed_coverage',
  version: 1,
  name: 'Needed coverage',
  definition:
    'How many times over a quota has to be covered to be reached, if as much of its value is won as of the deals decided in the period.',
  formula: '1 ÷ value win rate = (amounts of won deals + amounts of lost deals) ÷ amounts of won deals',
  unit: 'ratio',
  direction: 'none',
  minimumSample: 30,
  measures: ['bookings', 'won'],
  needs: [],
  lines: ['lost_value'],
  compute: (given) => {
    const won = bookingsOf(given).amount;
    const lost = lineSum(given, 'lost_value');
    return {
      value:
        won <= 0n
          ? { kind: 'none', reason: 'no won deals with an amount' }
          : { kind: 'quotient', sum: won + lost, by: won, per: 'ratio' },
      remarks: [...bookingsRemarks(given), ...missingLines(given, 'lost_value')],
    };
  },
  trace: [
    { from: 'bookings', counts: 'amount', against: 'amount' },
    { from: 'lost_value', counts: 'amount' },
  ],
  // A quarter of the value is won: four times the quota is needed.
  workedExample: {
    given: {
      sums: {
        bookings: [{ currency: 'USD', amount: 250n, n: 1n }],
        won: [{ currency: '', amount: 1n, n: 1n }],
      },
      lines: { lost_value: exampleLines([500n, 250n], { currency: 'USD' }) },
    },
    result: { kind: 'quotient', sum: 1_000n, by: 250n, per: 'ratio' },
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
