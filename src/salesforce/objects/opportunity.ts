import { z } from 'zod';
import { decimalText, NEVER_CHANGED, row } from '#salesforce/values.ts';
import { amountOf } from './amount.ts';
import { defineObject } from './define-object.ts';

const record = z.object({
  Id: row.id,
  Name: row.textOrNull,
  AccountId: row.idOrNull,
  OwnerId: row.idOrNull,
  StageName: row.text,
  Amount: row.numberOrNull,
  CurrencyIsoCode: row.textOrNull,
  Probability: row.numberOrNull,
  CloseDate: row.day,
  CreatedDate: row.instant,
  IsClosed: row.yes,
  IsWon: row.yes,
  IsDeleted: row.yes,
  IsPrivate: row.yes,
  Territory2Id: row.idOrNull,
  ForecastCategoryName: row.textOrNull,
  Type: row.textOrNull,
  NextStep: row.textOrNull,
  LastActivityDate: row.dayOrNull,
  PushCount: row.numberOrNull,
  LastStageChangeDate: row.instantOrNull,
  SystemModstamp: row.instantOrNull,
});

export const opportunity = defineObject({
  name: 'Opportunity',
  table: 'opportunity',
  cursor: 'modstamp',
  deletes: 'flag',
  record,
  required: ['Id', 'StageName', 'CloseDate', 'CreatedDate', 'IsClosed', 'IsWon'],
  without: {
    Amount: 'Bookings, average deal size, open pipeline, coverage and attainment cannot be computed.',
    OwnerId: 'Deals belong to nobody: only figures of the whole company can be computed.',
    Name: 'Deals are shown by their id.',
    LastStageChangeDate:
      'The moment a deal closed is taken from its last change where its history does not tell.',
    Territory2Id: 'Deals count for the territory of their owner on the close date.',
  },
  absent: 'Without opportunities no sales figure can be computed.',
  toRow(deal, context) {
    const currency = deal.CurrencyIsoCode ?? context.currency;
    return {
      id: deal.Id,
      name: deal.Name ?? deal.Id,
      account_id: deal.AccountId,
      owner_id: deal.OwnerId,
      stage: deal.StageName,
      amount: amountOf({ amount: deal.Amount, currency }, context.flag),
      currency,
      probability: decimalText(deal.Probability),
      close_on: deal.CloseDate,
      created_at: deal.CreatedDate,
      is_closed: deal.IsClosed,
      is_won: deal.IsWon,
      is_deleted: deal.IsDeleted,
      is_private: deal.IsPrivate,
      territory_id: deal.Territory2Id,
      forecast_category: deal.ForecastCategoryName,
      type: deal.Type,
      next_step: deal.NextStep,
      last_activity_on: deal.LastActivityDate,
      push_count: deal.PushCount === null ? null : Math.max(0, Math.trunc(deal.PushCount)),
      last_stage_change_at: deal.LastStageChangeDate,
      modified_at: deal.SystemModstamp ?? NEVER_CHANGED,
    };
  },
});
