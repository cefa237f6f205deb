import { dayIn } from '#lib/days.ts';
import { readPersonFacts } from '#ledger/person-facts.ts';
import type { MetricContext } from '#metrics/context.ts';
import { readSeveral } from '#metrics/read.ts';
import type { Figure } from '#model/figure.ts';
import type { Period } from '#model/period.ts';
import type { PersonFact } from '#model/person-facts.ts';
import { FOCUSES } from './focuses.ts';
import { readingOf } from './peers.ts';
import type { Member } from './policy.ts';

/** Somebody with the figures that are compared. */
export interface Measured extends Member {
  /** By metric, the later period first. */
  readonly figures: ReadonlyMap<string, readonly Figure[]>;
  readonly isAwayToday: boolean;
}

/** The last two periods that are over, the later one first; undefined where the company has none. */
export function lastPeriods({ calendar, now }: MetricContext): readonly [Period, Period] | undefined {
  const today = dayIn(calendar.zone, now);
  const current = calendar.find('quarter', today) ?? calendar.find('month', today);
  const last = current && calendar.previous(current);
  const before = last && calendar.previous(last);
  return before && [last, before];
}

/** The same for a period that was the later one. */
export function periodsFrom(
  { calendar }: MetricContext,
  { periodType, periodStart }: { readonly periodType: Period['type']; readonly periodStart: string },
): readonly [Period, Period] | undefined {
  const last = calendar.find(periodType, Temporal.PlainDate.from(periodStart));
  const before = last && calendar.previous(last);
  return before && [last, before];
}

const METRICS = FOCUSES.map(({ metric }) => metric.id);

/** Everyone, with their figures of both periods: in a number of queries that does not grow with them. */
export async function readMembers(
  context: MetricContext,
  periods: readonly [Period, Period],
): Promise<readonly Measured[]> {
  const { store, calendar, now } = context;
  const people = await store.db
    .selectFrom('person')
    .select('id')
    .where('is_active', '=', true)
    .orderBy('id')
    .execute();
  const ids = people.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [facts, ...read] = await Promise.all([
    readPersonFacts(store, { kinds: ['role', 'ramp', 'leave', 'employment'], personIds: ids }),
    ...periods.map((period) =>
      readSeveral(context, { metrics: METRICS, by: 'person', period, subjectIds: ids }),
    ),
  ]);
  const factsOf = Map.groupBy(facts, ({ personId }) => personId);
  const figureOf = new Map(
    read.flatMap((metrics, at) =>
      metrics.flatMap((figures) =>
        figures.map((figure) => [`${at}/${figure.metric}/${figure.subject.id}`, figure] as const),
      ),
    ),
  );
  const today = dayIn(calendar.zone, now).toString();
  return ids.map((personId): Measured => {
    const own = factsOf.get(personId) ?? [];
    const group = groupOf(own, periods);
    const figures = new Map(
      METRICS.map((metric) => [
        metric,
        periods.flatMap((_, at) => figureOf.get(`${at}/${metric}/${personId}`) ?? []),
      ]),
    );
    const readings = new Map(
      [...figures].map(([metric, all]) => [metric, all.map(({ value }) => readingOf(value))]),
    );
    const isAwayToday = own.some(({ kind, from, to }) => kind === 'leave' && from <= today && today < to);
    return { personId, group, figures, readings, isAwayToday };
  });
}

/** On leave for more of the time than this, somebody's figures are those of another kind of quarter. */
const MOST_LEAVE = 0.2;

/**
 * Those of one group are alike: one role through both periods, and whoever is ramping in either is apart. Of no
 * group, '', is somebody who was not there all the time, or was away for long.
 */
function groupOf(facts: readonly PersonFact[], [last, before]: readonly [Period, Period]): string {
  const [from, to] = [before.start.toString(), last.end.toString()];
  const during = facts.filter((fact) => fact.from < to && fact.to > from);
  const role = during.find(({ kind, ...fact }) => kind === 'role' && fact.from <= from && fact.to >= to);
  const isNew = during.some(
    ({ kind, value, ...fact }) =>
      kind === 'employment' && (value === 'left' || (value === 'employed' && fact.from > from)),
  );
  const away = during
    .filter(({ kind }) => kind === 'leave')
    .reduce((sum, fact) => sum + daysIn(fact, { from, to }), 0);
  if (role === undefined || isNew || away > MOST_LEAVE * daysIn({ from, to }, { from, to })) return '';
  const isRamping = during.some(({ kind, value }) => kind === 'ramp' && Number(value) < 1);
  return isRamping ? `${role.value}, ramping` : role.value;
}

interface Days {
  readonly from: string;
  readonly to: string;
}

function daysIn(fact: Days, within: Days): number {
  const [from, to] = [fact.from, fact.to];
  const start = Temporal.PlainDate.from(from > within.from ? from : within.from);
  const end = Temporal.PlainDate.from(to < within.to ? to : within.to);
  return Math.max(0, start.until(end, { largestUnit: 'days' }).days);
}
