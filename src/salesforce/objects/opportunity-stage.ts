import { z } from 'zod';
import { decimalText, row } from '#salesforce/values.ts';
import { defineObject } from './define-object.ts';

const record = z.object({
  Id: row.id,
  ApiName: row.textOrNull,
  MasterLabel: row.text,
  IsActive: row.yesUnlessSaid,
  SortOrder: row.numberOrNull,
  IsClosed: row.yes,
  IsWon: row.yes,
  DefaultProbability: row.numberOrNull,
  ForecastCategoryName: row.textOrNull,
});

/** Stages that are no longer in use stay listed: old deals still carry them. */
export const opportunityStage = defineObject({
  name: 'OpportunityStage',
  table: 'stage',
  cursor: 'full',
  deletes: 'diff',
  record,
  required: ['MasterLabel', 'IsClosed', 'IsWon'],
  absent: 'Past moments at which deals were closed or reopened cannot be told from their history.',
  toRow: (stage) => ({
    api_name: stage.ApiName ?? stage.MasterLabel,
    label: stage.MasterLabel,
    sort_order: stage.SortOrder ?? 0,
    is_active: stage.IsActive,
    is_closed: stage.IsClosed,
    is_won: stage.IsWon,
    probability: decimalText(stage.DefaultProbability),
    forecast_category: stage.ForecastCategoryName,
  }),
});
