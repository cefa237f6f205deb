import type { Cell } from '#sandbox/salesforce/org/value.ts';
import { stampIn, type WriteContext } from './context.ts';
import { Draft } from './draft.ts';
import { fiscalQuarterOf } from './fiscal.ts';

/** The fields whose change the platform writes into OpportunityHistory. */
const TRACKED = ['StageName', 'Amount', 'Probability', 'CloseDate'];

/**
 * What saving an opportunity entails: its stage decides closed, won, probability and forecast category (the last two
 * unless given), dates decide the fiscal fields and PushCount, and a history row keeps what changed.
 */
export function completeOpportunity(draft: Draft, context: WriteContext): readonly Draft[] {
  if (draft.changed('StageName')) followStage(draft, context);
  if (draft.changed('CloseDate')) followCloseDate(draft, context);
  draft.set('ExpectedRevenue', expectedRevenue(draft));
  if (!TRACKED.some((name) => draft.changed(name))) return [];
  return historyOf(draft, context);
}

function followStage(draft: Draft, context: WriteContext): void {
  const stages = context.org.table('OpportunityStage');
  for (const stage of stages?.rows() ?? []) {
    if (stages?.cell(stage, 'ApiName') !== draft.get('StageName')) continue;
    const decides = (field: string, from = field) => draft.setUnlessGiven(field, stages.cell(stage, from));
    decides('IsClosed');
    decides('IsWon');
    decides('Probability', 'DefaultProbability');
    decides('ForecastCategoryName');
    decides('ForecastCategory');
  }
  if (draft.before !== undefined) draft.setUnlessGiven('LastStageChangeDate', stampIn(context));
}

function followCloseDate(draft: Draft, { org }: WriteContext): void {
  const closeDate = draft.get('CloseDate');
  const before = draft.previous('CloseDate');
  if (closeDate !== null && before !== null && closeDate.slice(0, 7) > before.slice(0, 7)) {
    draft.setUnlessGiven('PushCount', String(Number(draft.get('PushCount') ?? 0) + 1));
  }
  const fiscal = closeDate === null ? undefined : fiscalQuarterOf(Temporal.PlainDate.from(closeDate), org);
  draft.set('FiscalYear', fiscal === undefined ? null : String(fiscal.year));
  draft.set('FiscalQuarter', fiscal === undefined ? null : String(fiscal.quarter));
  draft.set('Fiscal', fiscal === undefined ? null : `${fiscal.year} ${fiscal.quarter}`);
}

/** Amount × Probability, to the cent. */
function expectedRevenue(draft: Draft): Cell {
  const amount = draft.get('Amount');
  const probability = draft.get('Probability');
  if (amount === null || probability === null) return null;
  return String(Math.round(Number(amount) * Number(probability)) / 100);
}

function historyOf(draft: Draft, context: WriteContext): readonly Draft[] {
  const table = context.org.table('OpportunityHistory');
  if (table === undefined) return [];
  const id = context.org.nextId(table);
  const copied = ['StageName', 'Amount', 'CloseDate', 'Probability', 'ExpectedRevenue', 'ForecastCategory'];
  const history = new Draft(table, undefined, new Map(copied.map((name) => [name, draft.get(name)])));
  history.set('Id', id);
  history.set('OpportunityId', draft.get('Id'));
  history.set('PrevAmount', draft.previous('Amount'));
  history.set('PrevCloseDate', draft.previous('CloseDate'));
  history.set('CurrencyIsoCode', draft.get('CurrencyIsoCode'));
  history.set('CreatedDate', draft.before === undefined ? draft.get('CreatedDate') : stampIn(context));
  history.set('CreatedById', context.userId);
  if (draft.before !== undefined && draft.changed('Amount')) draft.set('LastAmountChangedHistoryId', id);
  if (draft.before !== undefined && draft.changed('CloseDate'))
    draft.set('LastCloseDateChangedHistoryId', id);
  return [history];
}
