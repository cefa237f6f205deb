import type { Org } from '#sandbox/salesforce/org/org.ts';

/**
 * The standard fiscal year and quarter of a day. A year is named after the calendar year it starts in or ends in, as
 * Organization.UsesStartDateAsFiscalYearName says.
 */
export function fiscalQuarterOf(
  day: Temporal.PlainDate,
  org: Org,
): { readonly year: number; readonly quarter: number } {
  const { fiscalYearStartMonth, namesYearByStart } = org.facts;
  const monthsIn = (day.month - fiscalYearStartMonth + 12) % 12;
  const firstMonth = day.with({ day: 1 }).subtract({ months: monthsIn });
  const named = namesYearByStart ? firstMonth : firstMonth.add({ months: 11 });
  return { year: named.year, quarter: Math.floor(monthsIn / 3) + 1 };
}
