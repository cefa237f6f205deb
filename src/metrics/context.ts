import { sql, type RawBuilder } from 'kysely';
import { dayIn, endOfDay, type Day } from '#lib/days.ts';
import { GiveUp } from '#lib/errors.ts';
import type { Conversion } from '#ledger/conversion.ts';
import { lockedPeriods } from '#ledger/locks.ts';
import type { PeriodStanding } from '#ledger/period-states.ts';
import { readRateChoices, type RateChoices } from '#ledger/rate-choices.ts';
import { createCalendar, type Calendar } from '#model/calendar.ts';
import type { Store } from '#store/store.ts';

/** What every reading of a figure needs. */
export interface MetricContext {
  readonly store: Store;
  readonly calendar: Calendar;
  readonly now: Temporal.Instant;
  /** ISO code of the organisation's currency. */
  readonly currency: string;
  readonly rates: RateChoices;
  /** The periods that are locked. */
  readonly locks: readonly PeriodStanding[];
}

/** Reads the organisation's calendar and joins it with the moment. Throws GiveUp before the organization is known. */
export async function metricContext(store: Store, now: Temporal.Instant): Promise<MetricContext> {
  const organization = await store.db.selectFrom('organization').selectAll().executeTakeFirst();
  if (!organization)
    throw new GiveUp('Salesforce has not been read yet', { remedy: 'Run a sync, then ask again.' });
  const custom = await store.db
    .selectFrom('fiscal_period')
    .select(['type', 'label', 'start_on', 'end_on', 'is_custom'])
    .execute();
  const calendar = createCalendar({
    timeZone: organization.time_zone,
    weekStart: organization.week_start,
    fiscal: {
      startMonth: organization.fiscal_year_start_month,
      namedByStart: organization.uses_start_date_as_fiscal_year_name,
    },
    // One custom year makes all rows binding: where standard years lie beside it, their rows say so exactly.
    custom: custom.some((row) => row.is_custom)
      ? custom.map((row) => ({
          type: row.type,
          id: row.label,
          start: Temporal.PlainDate.from(row.start_on),
          end: Temporal.PlainDate.from(row.end_on),
        }))
      : [],
  });
  const rates = await readRateChoices(store);
  const locks = await lockedPeriods(store);
  return { store, calendar, now, currency: organization.currency, rates, locks };
}

/** The point in time a reading looks from. */
export interface Viewpoint {
  /** The local day of the view: what is later has not happened yet. */
  readonly day: Day;
  /** Entries and deals as known before this moment; undefined for everything known now. */
  readonly knownBefore: Temporal.Instant | undefined;
  readonly asOf: Temporal.Instant;
  /** How amounts of deals that are not credited yet are converted: as they would be credited. */
  readonly conversion: Conversion;
}

/** As of the end of a local day; today and later days are simply now. */
export function viewpoint(context: MetricContext, asOf: Day | undefined): Viewpoint {
  const { calendar, now } = context;
  const conversion = { to: context.currency, choice: context.rates.bookings };
  const today = dayIn(calendar.zone, now);
  if (!asOf || Temporal.PlainDate.compare(asOf, today) >= 0)
    return { day: today, knownBefore: undefined, asOf: now, conversion };
  const end = endOfDay(asOf, calendar.zone);
  return { day: asOf, knownBefore: end, asOf: end, conversion: { ...conversion, knownBefore: end } };
}

/** The organisation's currency and the moment up to which Salesforce was read completely. */
export interface Standing {
  readonly currency: string;
  readonly dataTime: Temporal.Instant | null;
  /** Why the data cannot be trusted at the moment; undefined when it can. */
  readonly trouble: string | undefined;
}

export interface StandingRow {
  readonly currency: string;
  readonly read_at: string | null;
  readonly trouble: string | null;
}

export function standingQuery(store: Store): RawBuilder<StandingRow> {
  return sql<StandingRow>`
    select currency, (
      select case when bool_and(finished_at is not null) then min(finished_at) end
      from ${store.table('sync_object')} where state <> 'absent'
    ) as read_at, (
      select cause from ${store.table('freshness_incident')} where ended_at is null limit 1
    ) as trouble
    from ${store.table('organization')} limit 1`;
}

export function standingOf([row]: readonly StandingRow[]): Standing {
  if (!row) throw new GiveUp('Salesforce has not been read yet', { remedy: 'Run a sync, then ask again.' });
  return {
    currency: row.currency,
    dataTime: row.read_at ? Temporal.Instant.from(row.read_at) : null,
    trouble: row.trouble ?? undefined,
  };
}

export async function readStanding({ store }: Pick<MetricContext, 'store'>): Promise<Standing> {
  const { rows } = await standingQuery(store).execute(store.db);
  return standingOf(rows);
}
