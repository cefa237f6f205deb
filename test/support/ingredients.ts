import type { CountedLine, CountedLines, Ingredients, LineSource } from '#metrics/catalogue/metric.ts';

/** Nothing happened, and there is no quota. */
export const NOTHING: Ingredients = {
  currency: 'USD',
  sums: {},
  open: [],
  medianDays: undefined,
  quota: { kind: 'none', reason: 'no quota' },
  lines: {},
};

const SOURCES: readonly LineSource[] = [
  'created',
  'cohort',
  'open_deal',
  'lost_value',
  'forecast',
  'omitted',
  'meeting_booked',
  'employed_first',
  'employed_last',
  'leaver',
  'stage_spell',
  'stage_entry',
  'units',
  'margin',
  'profit',
  'customer_score',
  'first_response',
  'followed_up',
];

/** Three records: of 9, of 4 still running, of 2 that is taken back; one without a rate and two without an amount. */
const RECORDS: CountedLines = {
  counted: [line(9n), line(4n, { isRunning: true }), line(-2n, { takesBack: true }), line(1n)],
  missing: [
    { reason: 'no rate for EUR', records: 1 },
    { reason: 'no amount', records: 2 },
  ],
};

/** Something of everything: amounts in two currencies, deals without an amount, overdue ones, lines left out. */
export const RICH: Ingredients = {
  currency: 'USD',
  sums: {
    bookings: [
      { currency: 'EUR', amount: 4_200n, n: 1n },
      { currency: 'USD', amount: 30_000n, n: 3n },
    ],
    overlay: [
      { currency: 'GBP', amount: 700n, n: 0n },
      { currency: 'USD', amount: 9_000n, n: 1n },
    ],
    won: [{ currency: '', amount: 6n, n: 6n }],
    lost: [{ currency: '', amount: 2n, n: 2n }],
    cycle_days: [{ currency: '', amount: 120n, n: 6n }],
    call: [{ currency: '', amount: 20n, n: 20n }],
    email: [{ currency: '', amount: 15n, n: 15n }],
    meeting: [{ currency: '', amount: 7n, n: 7n }],
  },
  open: [
    { currency: 'EUR', amount: 500n, deals: 3n, withoutAmount: 1n, overdueAmount: 0n, overdueDeals: 0n },
    {
      currency: 'USD',
      amount: 90_000n,
      deals: 5n,
      withoutAmount: 2n,
      overdueAmount: 20_000n,
      overdueDeals: 1n,
    },
  ],
  medianDays: '17.5',
  quota: { kind: 'quota', amount: 100_000n, remarks: [{ kind: 'partial', text: 'one of two quotas' }] },
  lines: Object.fromEntries(SOURCES.map((source) => [source, RECORDS])),
};

/** Only takings back of an earlier period, since locked, and one record of each kind that cannot be counted. */
export const TAKEN_BACK: Ingredients = {
  currency: 'USD',
  sums: {
    bookings: [{ currency: 'USD', amount: -500n, n: -1n }],
    won: [{ currency: '', amount: -1n, n: -1n }],
    lost: [{ currency: '', amount: 1n, n: 1n }],
    cycle_days: [{ currency: '', amount: -20n, n: -1n }],
  },
  open: [
    { currency: 'EUR', amount: 100n, deals: 1n, withoutAmount: 0n, overdueAmount: 0n, overdueDeals: 0n },
    { currency: 'USD', amount: 400n, deals: 3n, withoutAmount: 1n, overdueAmount: 300n, overdueDeals: 2n },
  ],
  medianDays: undefined,
  quota: { kind: 'quota', amount: 1_000n, remarks: [] },
  lines: Object.fromEntries(
    SOURCES.map((source) => [source, { counted: [], missing: [{ reason: 'no amount', records: 1 }] }]),
  ),
};

function line(amount: bigint, some: Partial<CountedLine> = {}): CountedLine {
  return { amount, currency: '', isRunning: false, ...some };
}
