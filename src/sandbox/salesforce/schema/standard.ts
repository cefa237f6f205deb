import { account, contact, lead, supportCase } from './account.ts';
import { emailMessage, event, task } from './activity.ts';
import { fiscalYearSettings, organization, period } from './calendar.ts';
import { defineObject } from './define.ts';
import type { ObjectSpec } from './field.ts';
import { currencyType, datedConversionRate, forecastingQuota, forecastingType } from './forecasting.ts';
import * as parts from './opportunity-parts.ts';
import { opportunity, opportunityFieldHistory, opportunityHistory, opportunityStage } from './opportunity.ts';
import { group, profile, user, userRole } from './people.ts';
import { pricebookEntry, product2 } from './product.ts';
import * as territory from './territory.ts';
import { businessHours, holiday } from './working-time.ts';

const STANDARD: readonly ObjectSpec[] = [
  organization,
  fiscalYearSettings,
  period,
  user,
  userRole,
  profile,
  group,
  account,
  contact,
  lead,
  supportCase,
  opportunity,
  opportunityStage,
  opportunityHistory,
  opportunityFieldHistory,
  ...Object.values(parts),
  product2,
  pricebookEntry,
  task,
  event,
  emailMessage,
  ...Object.values(territory),
  forecastingQuota,
  forecastingType,
  currencyType,
  datedConversionRate,
  businessHours,
  holiday,
];

const BY_NAME = new Map(STANDARD.map((spec) => [spec.name, spec]));

/** The standard schema of an object, or a bare one (system fields only) for an object we do not know. */
export function specOf(name: string): ObjectSpec {
  return BY_NAME.get(name) ?? defineObject([name, ''], {});
}
