import { z } from 'zod';
import { NEVER_CHANGED, row } from '#salesforce/values.ts';
import { amountOf } from './amount.ts';
import { defineObject } from './define-object.ts';

const record = z.object({
  Id: row.id,
  OpportunityId: row.id,
  StageName: row.text,
  Amount: row.numberOrNull,
  CurrencyIsoCode: row.textOrNull,
  CloseDate: row.dayOrNull,
  CreatedDate: row.instant,
  SystemModstamp: row.instantOrNull,
});

/** What a deal looked like after each change. Rows are only added; those of a deleted deal stay for its return. */
export const opportunityHistory = defineObject({
  name: 'OpportunityHistory',
  table: 'opportunity_history',
  cursor: 'modstamp',
  deletes: 'keep',
  record,
  required: ['Id', 'OpportunityId', 'StageName', 'CreatedDate'],
  without: { Amount: 'Open pipeline as of a past day cannot be computed.' },
  absent:
    'Deals have no past before the first sync: pipeline as of an earlier day shows them as they are now.',
  toRow(past, context) {
    const currency = past.CurrencyIsoCode ?? context.currency;
    return {
      id: past.Id,
      opportunity_id: past.OpportunityId,
      stage: past.StageName,
      amount: amountOf({ amount: past.Amount, currency }, context.flag),
      currency,
      close_on: past.CloseDate,
      created_at: past.CreatedDate,
      modified_at: past.SystemModstamp ?? NEVER_CHANGED,
    };
  },
});
