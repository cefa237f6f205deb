import { dayIn } from '#lib/days.ts';
import type { Period } from '#model/period.ts';
import type { MetricContext, Viewpoint } from './context.ts';
import type { Scope } from './question.ts';

/**
 * The scope in which quotas, open deals and listed records are read: of a locked period as they were known when it was
 * locked, unless it is asked as restated or as of before. What entries and activities count is kept by the ledger itself.
 */
export function atLock(context: MetricContext, scope: Scope): Scope {
  const lockedAt = lockOf(context, scope);
  if (lockedAt === undefined || Temporal.Instant.compare(scope.view.asOf, lockedAt) <= 0) return scope;
  return { ...scope, view: viewAt(context, lockedAt) };
}

/** Whether all of a period is locked. */
export function isWithinLock({ locks }: Pick<MetricContext, 'locks'>, period: Period): boolean {
  return locksAround(locks, period).length > 0;
}

/** When all of the period was locked first, of the locks that hold. */
function lockOf({ locks }: MetricContext, { period, basis }: Scope): Temporal.Instant | undefined {
  if (basis === 'restated') return undefined;
  const moments = locksAround(locks, period).map(({ changedAt }) => changedAt);
  return moments.toSorted(Temporal.Instant.compare)[0];
}

function locksAround(locks: MetricContext['locks'], { start, end }: Period): MetricContext['locks'] {
  return locks.filter(({ from, to }) => from <= start.toString() && end.toString() <= to);
}

/** Everything as known at a moment. */
export function viewAt({ calendar, currency, rates }: MetricContext, moment: Temporal.Instant): Viewpoint {
  return {
    day: dayIn(calendar.zone, moment),
    knownBefore: moment,
    asOf: moment,
    conversion: { to: currency, choice: rates.bookings, knownBefore: moment },
  };
}
