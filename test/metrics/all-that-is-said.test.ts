import { describe, expect, it } from 'vitest';
import { metricNamed } from '#metrics/catalogue.ts';
import { exampleLines } from '#metrics/catalogue/lines.ts';
import type { Ingredients } from '#metrics/catalogue/metric.ts';
import type { Value } from '#model/figure.ts';
import { NOTHING, RICH, TAKEN_BACK } from '../support/ingredients.ts';

type Row = readonly [metric: string, value: string, remarks: readonly string[]];

const OF_NOTHING: readonly Row[] = [
  ['overlay_bookings', '0 USD', []],
  ['deals_won', '0 deals', []],
  ['deals_lost', '0 deals', []],
  ['win_rate', 'none: no decided deals', []],
  ['win_rate_cohort', 'none: no deals created', []],
  ['avg_deal_size', 'none: no won deals with an amount', []],
  ['sales_cycle_days', 'none: no won deals', []],
  ['sales_cycle_median_days', 'none: no won deals', []],
  ['sales_velocity', 'none: no won deals', []],
  ['opportunities_created', '0 deals', []],
  ['open_deals', '0 deals', []],
  ['open_pipeline', '0 USD', []],
  ['coverage', 'none: no quota', []],
  ['coverage_whole', 'none: no quota', []],
  ['needed_coverage', 'none: no won deals with an amount', []],
  ['attainment', 'none: no quota', []],
  ['calls', '0 calls', []],
  ['emails', '0 emails', []],
  ['meetings', '0 meetings', []],
  ['touch_points', '0 touch points', []],
  ['meetings_booked', '0 meetings', []],
  ['first_response_minutes', 'none: no deals created', []],
  ['first_response_p90_minutes', 'none: no deals created', []],
  ['followup_cadence', 'none: no open deals', []],
  ['time_in_stage', 'none: no deal entered', []],
  ['time_in_stage_p80', 'none: no deal entered', []],
  ['stage_conversion', 'none: no deal entered', []],
  ['forecast_pipeline', '0 USD', []],
  ['forecast_best_case', '0 USD', []],
  ['forecast_most_likely', '0 USD', []],
  ['forecast_commit', '0 USD', []],
  ['forecast_closed', '0 USD', []],
  ['units', '0 units', []],
  ['margin', '0 USD', []],
  ['profit', '0 USD', []],
  ['revenue_per_person', 'none: nobody employed', []],
  ['customer_score', 'none: no scores', []],
  ['turnover', 'none: nobody employed', []],
  ['attainment_calls', 'none: no quota', []],
  ['attainment_margin', 'none: no quota', []],
  ['attainment_weighted', 'none: no weighted quotas', []],
];

const OF_RICH: readonly Row[] = [
  [
    'bookings',
    '30000 USD',
    ['missing: 2 won deals have no amount', 'missing: €42 EUR of 1 deal is not added: no rate for EUR'],
  ],
  ['overlay_bookings', '9000 USD', ['missing: £7 GBP of 1 deal is not added: no rate for GBP']],
  ['deals_won', '6 deals', []],
  ['deals_lost', '2 deals', []],
  [
    'win_rate',
    '6 / 8 ratio',
    ['sample: 6 of 8 decided deals: between 40.9% and 92.9% with 95% confidence; too few to rank on'],
  ],
  ['win_rate_cohort', '12 / 2 ratio', ['apart: 1 of 2 are still open: it can reach 650%']],
  [
    'avg_deal_size',
    '30000 / 3 USD',
    ['missing: 2 won deals have no amount', 'missing: €42 EUR of 1 deal is not added: no rate for EUR'],
  ],
  ['sales_cycle_days', '120 / 6 days', []],
  ['sales_cycle_median_days', '17.5 days', []],
  [
    'sales_velocity',
    '2160000 / 2880 USD',
    ['missing: 2 won deals have no amount', 'missing: €42 EUR of 1 deal is not added: no rate for EUR'],
  ],
  ['opportunities_created', '2 deals', []],
  ['open_deals', '2 deals', []],
  [
    'open_pipeline',
    '90000 USD',
    [
      'apart: $200 in 1 overdue deal included',
      'missing: 3 open deals have no amount',
      'missing: €5 EUR of 2 deals are not added: no rate for EUR',
    ],
  ],
  [
    'coverage',
    '70000 / 70000 ratio',
    [
      'apart: $200 in 1 overdue deal not counted',
      'missing: 3 open deals have no amount',
      'missing: €5 EUR of 2 deals are not added: no rate for EUR',
      'missing: 2 won deals have no amount',
      'missing: €42 EUR of 1 deal is not added: no rate for EUR',
      'partial: one of two quotas',
    ],
  ],
  [
    'coverage_whole',
    '70000 / 100000 ratio',
    [
      'apart: $200 in 1 overdue deal not counted',
      'missing: 3 open deals have no amount',
      'missing: €5 EUR of 2 deals are not added: no rate for EUR',
      'partial: one of two quotas',
    ],
  ],
  [
    'needed_coverage',
    '30012 / 30000 ratio',
    [
      'missing: 2 won deals have no amount',
      'missing: €42 EUR of 1 deal is not added: no rate for EUR',
      'missing: 1 record left out: no rate for EUR',
      'missing: 2 records left out: no amount',
    ],
  ],
  [
    'attainment',
    '30000 / 100000 ratio',
    [
      'missing: 2 won deals have no amount',
      'missing: €42 EUR of 1 deal is not added: no rate for EUR',
      'partial: one of two quotas',
    ],
  ],
  ['calls', '20 calls', []],
  ['emails', '15 emails', []],
  ['meetings', '7 meetings', []],
  ['touch_points', '42 touch points', []],
  [
    'meetings_booked',
    '2 meetings',
    ['missing: 1 record left out: no rate for EUR', 'missing: 2 records left out: no amount'],
  ],
  [
    'first_response_minutes',
    '1 minutes',
    [
      'apart: 1 of 2 are still waiting',
      'missing: 1 record left out: no rate for EUR',
      'missing: 2 records left out: no amount',
    ],
  ],
  [
    'first_response_p90_minutes',
    '9 minutes',
    [
      'apart: 1 of 2 are still waiting',
      'missing: 1 record left out: no rate for EUR',
      'missing: 2 records left out: no amount',
    ],
  ],
  ['followup_cadence', '12 / 2 ratio', []],
  ['time_in_stage', '1 days', ['apart: 1 of 2 stays are still running']],
  ['time_in_stage_p80', '9 days', ['apart: 1 of 2 stays are still running']],
  ['stage_conversion', '12 / 2 ratio', ['apart: 1 of 2 are still open and may go on']],
  [
    'forecast_pipeline',
    '12 USD',
    [
      'missing: 1 record left out: no rate for EUR',
      'missing: 2 records left out: no amount',
      'apart: $0.12 in 2 omitted deals, not counted',
    ],
  ],
  [
    'forecast_best_case',
    '12 USD',
    [
      'missing: 1 record left out: no rate for EUR',
      'missing: 2 records left out: no amount',
      'apart: $0.12 in 2 omitted deals, not counted',
    ],
  ],
  [
    'forecast_most_likely',
    '12 USD',
    [
      'missing: 1 record left out: no rate for EUR',
      'missing: 2 records left out: no amount',
      'apart: $0.12 in 2 omitted deals, not counted',
    ],
  ],
  [
    'forecast_commit',
    '12 USD',
    [
      'missing: 1 record left out: no rate for EUR',
      'missing: 2 records left out: no amount',
      'apart: $0.12 in 2 omitted deals, not counted',
    ],
  ],
  [
    'forecast_closed',
    '30000 USD',
    ['missing: 2 won deals have no amount', 'missing: €42 EUR of 1 deal is not added: no rate for EUR'],
  ],
  [
    'units',
    '12 units',
    ['missing: 1 record left out: no rate for EUR', 'missing: 2 records left out: no amount'],
  ],
  [
    'margin',
    '12 USD',
    ['missing: 1 record left out: no rate for EUR', 'missing: 2 records left out: no amount'],
  ],
  [
    'profit',
    '12 USD',
    ['missing: 1 record left out: no rate for EUR', 'missing: 2 records left out: no amount'],
  ],
  [
    'revenue_per_person',
    '30000 / 2 USD',
    ['missing: 2 won deals have no amount', 'missing: €42 EUR of 1 deal is not added: no rate for EUR'],
  ],
  [
    'customer_score',
    '12 / 2 points',
    ['missing: 1 record left out: no rate for EUR', 'missing: 2 records left out: no amount'],
  ],
  ['turnover', '24 / 4 ratio', []],
  ['attainment_calls', '20 / 100000 ratio', ['partial: one of two quotas']],
  [
    'attainment_margin',
    '12 / 100000 ratio',
    [
      'missing: 1 record left out: no rate for EUR',
      'missing: 2 records left out: no amount',
      'partial: one of two quotas',
    ],
  ],
  ['attainment_weighted', 'none: no weighted quotas', []],
];

const OF_TAKEN_BACK: readonly Row[] = [
  ['bookings', '-500 USD', []],
  ['overlay_bookings', '0 USD', []],
  ['deals_won', '-1 deals', []],
  ['deals_lost', '1 deals', []],
  ['win_rate', 'none: no decided deals', []],
  ['win_rate_cohort', 'none: no deals created', []],
  ['avg_deal_size', 'none: no won deals with an amount', []],
  ['sales_cycle_days', 'none: no won deals', []],
  ['sales_cycle_median_days', 'none: no won deals', []],
  ['sales_velocity', 'none: no won deals', []],
  ['opportunities_created', '0 deals', []],
  ['open_deals', '0 deals', []],
  [
    'open_pipeline',
    '400 USD',
    [
      'apart: $3 in 2 overdue deals included',
      'missing: 1 open deal has no amount',
      'missing: €1 EUR of 1 deal is not added: no rate for EUR',
    ],
  ],
  [
    'coverage',
    '100 / 1500 ratio',
    [
      'apart: $3 in 2 overdue deals not counted',
      'missing: 1 open deal has no amount',
      'missing: €1 EUR of 1 deal is not added: no rate for EUR',
    ],
  ],
  [
    'coverage_whole',
    '100 / 1000 ratio',
    [
      'apart: $3 in 2 overdue deals not counted',
      'missing: 1 open deal has no amount',
      'missing: €1 EUR of 1 deal is not added: no rate for EUR',
    ],
  ],
  ['needed_coverage', 'none: no won deals with an amount', ['missing: 1 record left out: no amount']],
  ['attainment', '-500 / 1000 ratio', []],
  ['calls', '0 calls', []],
  ['emails', '0 emails', []],
  ['meetings', '0 meetings', []],
  ['touch_points', '0 touch points', []],
  ['meetings_booked', '0 meetings', ['missing: 1 record left out: no amount']],
  ['first_response_minutes', 'none: no deals created', ['missing: 1 record left out: no amount']],
  ['first_response_p90_minutes', 'none: no deals created', ['missing: 1 record left out: no amount']],
  ['followup_cadence', 'none: no open deals', []],
  ['time_in_stage', 'none: no deal entered', []],
  ['time_in_stage_p80', 'none: no deal entered', []],
  ['stage_conversion', 'none: no deal entered', []],
  ['forecast_pipeline', '0 USD', ['missing: 1 record left out: no amount']],
  ['forecast_best_case', '0 USD', ['missing: 1 record left out: no amount']],
  ['forecast_most_likely', '0 USD', ['missing: 1 record left out: no amount']],
  ['forecast_commit', '0 USD', ['missing: 1 record left out: no amount']],
  ['forecast_closed', '-500 USD', []],
  ['units', '0 units', ['missing: 1 record left out: no amount']],
  ['margin', 'none: no deal has all that is needed', ['missing: 1 record left out: no amount']],
  ['profit', 'none: no deal has all that is needed', ['missing: 1 record left out: no amount']],
  ['revenue_per_person', 'none: nobody employed', []],
  ['customer_score', 'none: no scores', ['missing: 1 record left out: no amount']],
  ['turnover', 'none: nobody employed', []],
  ['attainment_calls', '0 / 1000 ratio', []],
  ['attainment_margin', 'none: no deal has all that is needed', ['missing: 1 record left out: no amount']],
  ['attainment_weighted', 'none: no weighted quotas', []],
];

describe('every metric, with all that it says beside its value', () => {
  it.each(OF_NOTHING)('where nothing happened: %s is %s', (...row) =>
    expect(told(NOTHING, row[0])).toEqual(row),
  );
  it.each(OF_RICH)('where there is something of everything: %s is %s', (...row) =>
    expect(told(RICH, row[0])).toEqual(row),
  );
  it.each(OF_TAKEN_BACK)('where a lock left only takings back: %s is %s', (...row) =>
    expect(told(TAKEN_BACK, row[0])).toEqual(row),
  );
});

describe('a percentile that is not reached yet', () => {
  const waiting = exampleLines([5n, 9n, 7n], { running: 2 });
  it('is no number, and says how far it is', () => {
    const given = { ...NOTHING, lines: { stage_spell: waiting, first_response: waiting } };
    expect(told(given, 'time_in_stage').slice(1)).toEqual([
      'none: fewer than half are over, after up to 9 days',
      ['apart: 2 of 3 stays are still running'],
    ]);
    expect(told(given, 'first_response_minutes').slice(1)).toEqual([
      'none: fewer than half are answered',
      ['apart: 2 of 3 are still waiting'],
    ]);
  });

  it('says nothing of running ones where there are none', () => {
    const over = exampleLines([5n, 9n, 7n]);
    const given = {
      ...NOTHING,
      lines: { stage_spell: over, stage_entry: over, first_response: over, cohort: over },
    };
    expect(told(given, 'time_in_stage').slice(1)).toEqual(['7 days', []]);
    expect(told(given, 'first_response_minutes').slice(1)).toEqual(['7 minutes', []]);
    expect(told(given, 'stage_conversion').slice(1)).toEqual(['21 / 3 ratio', []]);
    expect(told(given, 'win_rate_cohort').slice(1)).toEqual(['21 / 3 ratio', []]);
  });
});

describe('a win rate', () => {
  it.each([
    [30n, true],
    [31n, false],
  ])('of %i decided deals is too small to rank on: %s', (decided, isSmall) => {
    const sums = { won: [{ currency: '', amount: decided, n: decided }] };
    expect(told({ ...NOTHING, sums }, 'win_rate')[2][0]?.includes('too few to rank on')).toBe(isSmall);
  });
});

describe('coverage', () => {
  it('is no number once the quota is met to the cent', () => {
    const sums = {
      bookings: [{ currency: 'USD', amount: 1_000n, n: 1n }],
      won: [{ currency: '', amount: 1n, n: 1n }],
    };
    const quota = { kind: 'quota', amount: 1_000n, remarks: [] } as const;
    expect(told({ ...NOTHING, sums, quota }, 'coverage')[1]).toBe('none: quota met');
  });
});

describe('an omitted deal', () => {
  it('is spoken of as one', () => {
    const lines = { omitted: exampleLines([700n], { currency: 'USD' }) };
    expect(told({ ...NOTHING, lines }, 'forecast_commit')[2]).toEqual([
      'apart: $7 in 1 omitted deal, not counted',
    ]);
  });
});

describe('weighted attainment', () => {
  const parts = (metric: string) => ({
    ...RICH,
    weights: {
      kind: 'weights' as const,
      parts: [
        { metric, weight: 2_500n, amount: 60n },
        { metric: 'calls', weight: 7_500n, amount: 40n },
      ],
    },
  });

  it('weighs each quota by what is reached of it, over their smallest common multiple', () => {
    // 25 % × 30,000 of 60 and 75 % × 20 of 40, over 120.
    expect(told(parts('bookings'), 'attainment_weighted').slice(1)).toEqual([
      `${2_500n * 30_000n * 2n + 7_500n * 20n * 3n} / 1200000 ratio`,
      ['missing: 2 won deals have no amount', 'missing: €42 EUR of 1 deal is not added: no rate for EUR'],
    ]);
  });

  it('is no number where one of them is none, is no amount, or is not known', () => {
    expect(told({ ...parts('margin'), lines: TAKEN_BACK.lines }, 'attainment_weighted').slice(1)).toEqual([
      'none: margin: no deal has all that is needed',
      [],
    ]);
    expect(told(parts('win_rate'), 'attainment_weighted')[1]).toBe('none: win_rate: it cannot be read');
    expect(told(parts('nonsense'), 'attainment_weighted')[1]).toBe('none: nonsense: it cannot be read');
  });
});

function told(given: Ingredients, metric: string): Row {
  const { value, remarks } = metricNamed(metric).compute(given);
  return [metric, textOf(value), remarks.map(({ kind, text }) => `${kind}: ${text}`)];
}

/** The numbers themselves, before anything is divided or rounded. */
function textOf(value: Value): string {
  switch (value.kind) {
    case 'none':
      return `none: ${value.reason}`;
    case 'money':
      return `${value.money.minor} ${value.money.currency}`;
    case 'count':
      return `${value.count} ${value.of}`;
    case 'days':
      return `${value.days} days`;
    case 'quotient':
      return `${value.sum} / ${value.by} ${value.per}`;
    case 'mean_money':
      return `${value.sum} / ${value.by} ${value.currency}`;
    case 'mean_points':
      return `${value.sum} / ${value.by} points`;
  }
}
