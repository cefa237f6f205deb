import type { Metric, TraceTerm } from './catalogue/metric.ts';

type Source = Metric['measures'][number] | Metric['needs'][number] | NonNullable<Metric['lines']>[number];

const OUTCOME = ['Opportunity.OwnerId', 'Opportunity.CloseDate', 'Opportunity.IsClosed', 'Opportunity.IsWon'];
const OPEN = ['Opportunity.OwnerId', 'Opportunity.CloseDate', 'Opportunity.IsClosed'];
const AMOUNT = ['Opportunity.Amount', 'Opportunity.CurrencyIsoCode'];
const CREATED = ['Opportunity.OwnerId', 'Opportunity.CreatedDate'];
const TASK = ['Task.OwnerId', 'Task.TaskSubtype', 'Task.IsClosed', 'Task.CompletedDateTime', 'Task.Subject'];
const EVENT = ['Event.OwnerId', 'Event.StartDateTime', 'Event.IsChild', 'Event.Subject'];
const ITEMS = ['Quantity', 'UnitPrice', 'TotalPrice'].map((field) => `OpportunityLineItem.${field}`);
const STAGES = [
  'OpportunityHistory.StageName',
  'OpportunityHistory.CreatedDate',
  'OpportunityStage.SortOrder',
];
const CATEGORY = ['Opportunity.ForecastCategoryName'];
const EMPLOYED = ['User.IsActive', 'User.UserType'];

/** The Salesforce fields behind each source of a figure; `<name>` is a field that an admin maps. */
const FIELDS: Readonly<Record<Source, readonly string[]>> = {
  bookings: [...OUTCOME, ...AMOUNT],
  overlay: [...OUTCOME, ...AMOUNT, 'OpportunitySplit.SplitPercentage'],
  won: OUTCOME,
  lost: OUTCOME,
  cycle_days: [...OUTCOME, 'Opportunity.CreatedDate'],
  call: TASK,
  email: TASK,
  meeting: EVENT,
  open: [...OPEN, ...AMOUNT],
  median: [...OUTCOME, 'Opportunity.CreatedDate'],
  quota: ['ForecastingQuota.QuotaAmount', 'ForecastingQuota.StartDate'],
  weights: ['ForecastingQuota.QuotaAmount'],
  created: CREATED,
  cohort: [...CREATED, 'Opportunity.IsClosed', 'Opportunity.IsWon'],
  open_deal: OPEN,
  lost_value: [...OUTCOME, ...AMOUNT],
  forecast: [...OPEN, ...AMOUNT, ...CATEGORY],
  omitted: [...OPEN, ...AMOUNT, ...CATEGORY],
  meeting_booked: ['Event.OwnerId', 'Event.CreatedDate', 'Event.IsChild'],
  employed_first: EMPLOYED,
  employed_last: EMPLOYED,
  leaver: EMPLOYED,
  stage_spell: STAGES,
  stage_entry: STAGES,
  units: [...OUTCOME, 'OpportunityLineItem.Quantity'],
  margin: [...OUTCOME, ...AMOUNT, ...ITEMS, '<line_cost>'],
  profit: [...OUTCOME, ...AMOUNT, ...ITEMS, '<line_cost>', '<selling_expense>'],
  customer_score: [...OUTCOME, '<customer_score>'],
  first_response: [...CREATED, 'Task.WhatId', ...TASK, 'Event.WhatId', ...EVENT],
  followed_up: [...OPEN, 'Task.WhatId', ...TASK, 'Task.ActivityDate', 'Event.WhatId', ...EVENT],
};

/** The Salesforce fields a metric depends on, each once, as Object.Field. */
export function sourceFields({ measures, needs, lines = [], trace }: Metric): readonly string[] {
  const traced = trace.map((it) => it.from).filter(isSource);
  return [...new Set([...measures, ...needs, ...lines, ...traced].flatMap((source) => FIELDS[source]))];
}

function isSource(from: TraceTerm['from']): from is TraceTerm['from'] & Source {
  return Object.hasOwn(FIELDS, from);
}
