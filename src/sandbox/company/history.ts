import type { Step } from './deal-life.ts';
import type { Deal } from './deal.ts';
import { quarterNumber } from './fiscal-year.ts';
import { recordId } from './ids.ts';
import { decimal, lineChanges } from './line-items.ts';
import type { Change, Row } from './tables.ts';
import { stamp } from './work-days.ts';

/** A deal's life as changes of its records: the deal itself, its history, and its lines. */
export function dealChanges(deal: Deal): readonly Change[] {
  let pushes = 0;
  let stageSince = deal.life[0]?.at;
  return deal.life.flatMap((step, index) => {
    const before = deal.life[index - 1];
    if (before && isLaterMonth(before, step) && !step.stage.isClosed) pushes++;
    if (before?.stage !== step.stage) stageSince = step.at;
    const now = {
      ...standing(deal, step),
      PushCount: String(pushes),
      LastStageChangeDate: stageSince ? stamp(stageSince) : '',
    };
    const fields = before ? now : { ...born(deal, step), ...now };
    const op = before ? 'update' : 'create';
    return [
      { at: step.at, op, type: 'Opportunity', id: deal.id, fields } as const,
      historyChange(deal, { step, before, index }),
      ...lineChanges(deal, { step, before }),
    ];
  });
}

function isLaterMonth(before: Step, step: Step): boolean {
  const month = (from: Step) => from.closeDate.year * 12 + from.closeDate.month;
  return month(step) > month(before);
}

function born(deal: Deal, step: Step): Row {
  return {
    Id: deal.id,
    Name: deal.name,
    AccountId: deal.account.id,
    OwnerId: deal.owner.id,
    Type: deal.type,
    LeadSource: deal.leadSource,
    Territory2Id: deal.territoryId,
    IsPrivate: 'false',
    IsDeleted: 'false',
    CreatedDate: stamp(step.at),
  };
}

function standing(deal: Deal, { at, stage, cents, closeDate, nextStep }: Step): Row {
  const modified = stamp(at);
  const quarter = quarterNumber(closeDate);
  return {
    StageName: stage.name,
    Amount: amountText(cents),
    Probability: String(stage.probability),
    ExpectedRevenue: expected(cents, stage.probability),
    ForecastCategory: stage.forecast,
    ForecastCategoryName: stage.forecastLabel,
    CloseDate: closeDate.toString(),
    IsClosed: String(stage.isClosed),
    IsWon: String(stage.isWon),
    NextStep: nextStep,
    HasOpportunityLineItem: String(deal.lines.length > 0 && cents !== undefined),
    FiscalYear: String(closeDate.year),
    FiscalQuarter: String(quarter),
    Fiscal: `${closeDate.year} ${quarter}`,
    LastModifiedDate: modified,
    SystemModstamp: modified,
  };
}

function historyChange(
  deal: Deal,
  { step, before, index }: { readonly step: Step; readonly before: Step | undefined; readonly index: number },
): Change {
  const id = recordId('OpportunityHistory', deal.number * 20 + index);
  const createdAt = stamp(step.at);
  const fields = {
    Id: id,
    OpportunityId: deal.id,
    StageName: step.stage.name,
    Amount: amountText(step.cents),
    PrevAmount: amountText(before?.cents),
    CloseDate: step.closeDate.toString(),
    PrevCloseDate: before?.closeDate.toString() ?? '',
    Probability: String(step.stage.probability),
    ExpectedRevenue: expected(step.cents, step.stage.probability),
    ForecastCategory: step.stage.forecast,
    CreatedById: deal.owner.id,
    CreatedDate: createdAt,
    SystemModstamp: createdAt,
    IsDeleted: 'false',
  };
  return { at: step.at, op: 'create', type: 'OpportunityHistory', id, fields };
}

function amountText(cents: number | undefined): string {
  return cents === undefined ? '' : decimal(cents);
}

function expected(cents: number | undefined, probability: number): string {
  return cents === undefined ? '' : decimal(Math.round((cents * probability) / 100));
}
