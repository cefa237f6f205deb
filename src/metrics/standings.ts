import type { Day } from '#lib/days.ts';
import type { Figure } from '#model/figure.ts';
import type { Period } from '#model/period.ts';
import { type MetricContext, viewpoint } from './context.ts';
import { readLocations } from './location.ts';
import { type Progress, progressOf } from './progress.ts';
import { readQuotas } from './quota.ts';
import { readSpreads } from './quota-spread.ts';
import { readSeveral } from './read.ts';
import { readWorkCalendar } from './work-calendar.ts';

/** How far somebody, a team or the company is on the way to the quota of a period. */
export interface Standing {
  readonly subjectId: string;
  readonly subjectName: string;
  readonly attainment: Figure;
  readonly bookings: Figure;
  /** Undefined without a quota; the attainment says why. */
  readonly progress: Progress | undefined;
}

interface Asked {
  readonly by: 'person' | 'team' | 'company';
  readonly ids: readonly string[];
  readonly period: Period;
  readonly today: Day;
}

/**
 * Attainment, bookings and pace of several people, teams or the company, in the order of their names and in a number of
 * queries that does not grow with them. Working days are those of where a person is. A team that is none in the period is
 * left out.
 */
export async function readStandings(
  context: MetricContext,
  { by, ids, period, today }: Asked,
): Promise<readonly Standing[]> {
  const view = viewpoint(context, undefined);
  const [[attainments = [], bookings = []], quotas, spreads, work, locations] = await Promise.all([
    readSeveral(context, { metrics: ['attainment', 'bookings'], by, period, subjectIds: ids }),
    readQuotas(context.store, 'bookings', { by, period, view, only: new Set(ids) }),
    readSpreads(context, { metric: 'bookings', by, period, subjectIds: ids }),
    readWorkCalendar(context.store),
    by === 'person' ? readLocations(context.store, ids, today) : new Map<string, string>(),
  ]);
  const own = quotas(context.currency);
  return attainments.flatMap((attainment, index) => {
    const booked = bookings[index];
    if (booked === undefined) return [];
    const { id: subjectId, name: subjectName } = attainment.subject;
    const quota = own.get(subjectId);
    const achieved = booked.value.kind === 'money' ? booked.value.money.minor : 0n;
    const location = locations.get(subjectId) ?? '';
    const elapsed = { period, today, work, location, spread: spreads.get(subjectId) };
    const progress =
      quota?.kind === 'quota'
        ? progressOf({ achieved, quota: quota.amount, currency: context.currency }, elapsed)
        : undefined;
    return [{ subjectId, subjectName, attainment, bookings: booked, progress }];
  });
}
