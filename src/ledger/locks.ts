import { sql, type RawBuilder } from 'kysely';
import { dayIn } from '#lib/days.ts';
import { firstOpenDay, type LockedSpan } from '#model/period-locks.ts';
import { companyZone } from '#store/company.ts';
import type { Store } from '#store/store.ts';
import { type PeriodStanding, readPeriodStates } from './period-states.ts';

/** The locked periods, and the day on which what would change them is reported instead. */
export interface Locks {
  readonly spans: readonly LockedSpan[];
  readonly openDay: string;
}

/** How periods stand at a moment. What becomes known then is reported today, or on the first day that is not locked. */
export async function locksAt(
  tx: Store,
  { now, zone }: { readonly now: Temporal.Instant; readonly zone: string },
): Promise<Locks> {
  const spans = await lockedPeriods(tx);
  return { spans, openDay: firstOpenDay(dayIn(zone, now).toString(), spans) };
}

/** The same where the company is. */
export async function locksOf(tx: Store, now: Temporal.Instant): Promise<Locks> {
  return locksAt(tx, { now, zone: await companyZone(tx) });
}

/** The periods that are locked. */
export async function lockedPeriods(tx: Store): Promise<readonly PeriodStanding[]> {
  return (await readPeriodStates(tx)).filter((it) => it.state === 'locked');
}

/** The day on which something due on `day` is reported: that day, unless it is locked. */
export function reportedOn({ spans, openDay }: Locks, day: RawBuilder<unknown>): RawBuilder<unknown> {
  if (spans.length === 0) return day;
  return sql`case when (${nameOfLock(spans, day)}) is null then ${day} else ${openDay}::date end`;
}

/** Why something due on `day` is reported on another: "after the lock of 2026-Q3: reopened"; null when it is not. */
export function causeOf(
  { spans }: Locks,
  day: RawBuilder<unknown>,
  what: RawBuilder<unknown>,
): RawBuilder<unknown> {
  if (spans.length === 0) return sql`null::text`;
  return sql`'after the lock of ' || (${nameOfLock(spans, day)}) || ': ' || ${what}`;
}

/** Whether a day lies in one of these spans. */
export function isLocked(spans: readonly LockedSpan[], day: RawBuilder<unknown>): RawBuilder<unknown> {
  return spans.length === 0 ? sql`false` : sql`exists (${nameOfLock(spans, day)})`;
}

function nameOfLock(spans: readonly LockedSpan[], day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select k.name from unnest(${spans.map((it) => it.name)}::text[], ${spans.map((it) => it.from)}::date[],
      ${spans.map((it) => it.to)}::date[]) as k (name, from_on, to_on)
    where ${day} >= k.from_on and ${day} < k.to_on order by k.from_on desc limit 1`;
}
