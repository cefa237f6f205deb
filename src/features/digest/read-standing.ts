import type { Day } from '#lib/days.ts';
import type { Figure } from '#model/figure.ts';
import type { Period } from '#model/period.ts';
import { type MetricContext, viewpoint } from '#metrics/context.ts';
import { readLocation } from '#metrics/location.ts';
import { type Progress, progressOf } from '#metrics/progress.ts';
import { readQuotas } from '#metrics/quota.ts';
import { readSpreads } from '#metrics/quota-spread.ts';
import { readSeveral } from '#metrics/read.ts';
import { readWorkCalendar } from '#metrics/work-calendar.ts';
import type { About } from './about.ts';

export interface WeekScope {
  readonly context: MetricContext;
  readonly about: About;
  readonly period: Period;
  readonly today: Day;
}

interface Standing {
  readonly subjectName: string;
  readonly attainment: Figure;
  readonly bookings: Figure;
  readonly progress: Progress | undefined;
}

/** Attainment, bookings and pace of what a digest is about; undefined for a team that is none in the period. */
export async function readStanding(scope: WeekScope): Promise<Standing | undefined> {
  const [one] = await readStandings(scope, { by: breakdownOf(scope.about), ids: [idOf(scope.about)] });
  return one;
}

/** The same of several people, teams or the company, in the order of their names. */
export async function readStandings(
  { context, period, today }: Omit<WeekScope, 'about'>,
  { by, ids }: { readonly by: 'person' | 'team' | 'company'; readonly ids: readonly string[] },
): Promise<readonly Standing[]> {
  const view = viewpoint(context, undefined);
  const [[attainments = [], bookings = []], quotas, spreads, work] = await Promise.all([
    readSeveral(context, { metrics: ['attainment', 'bookings'], by, period, subjectIds: ids }),
    readQuotas(context.store, 'bookings', { by, period, view, only: new Set(ids) }),
    readSpreads(context, { metric: 'bookings', by, period, subjectIds: ids }),
    readWorkCalendar(context.store),
  ]);
  const own = quotas(context.currency);
  const [id = ''] = ids;
  const location = by === 'person' ? await readLocation(context.store, id, today) : '';
  const elapsed = { period, today, work, location };
  return attainments.flatMap((attainment, index) => {
    const booked = bookings[index];
    if (booked === undefined) return [];
    const { subject } = attainment;
    const quota = own.get(subject.id);
    const achieved = booked.value.kind === 'money' ? booked.value.money.minor : 0n;
    const reached = quota?.kind === 'quota' && {
      achieved,
      quota: quota.amount,
      currency: context.currency,
    };
    const progress = reached
      ? progressOf(reached, { ...elapsed, spread: spreads.get(subject.id) })
      : undefined;
    return [{ subjectName: subject.name, attainment, bookings: booked, progress }];
  });
}

function breakdownOf({ about }: About): 'person' | 'team' | 'company' {
  return about === 'mine' ? 'person' : about;
}

function idOf({ about, subjectId }: About): string {
  return about === 'company' ? 'all' : subjectId;
}
