import type { Row } from './row.ts';

/** Where there is something of everything. */
export const OF_RICH: readonly Row[] = [
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
  ['time_in_stage', '1 days', ['apart: 1 of 2 stays is still running']],
  ['time_in_stage_p80', '9 days', ['apart: 1 of 2 stays is still running']],
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
