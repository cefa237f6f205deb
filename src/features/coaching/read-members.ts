import { dayIn } from '#lib/days.ts';
import { readPersonFacts } from '#ledger/person-facts.ts';
import type { MetricContext } from '#metrics/context.ts';
import { readSeveral } from '#metrics/read.ts';
import type { Figure } from '#model/figure.ts';
import type { Period } from '#model/period.ts';
import { FOCUSES } from './focuses.ts';
import { groupOf } from './likeness.ts';
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
    .select(['id', 'title'])
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
  const [from, to] = [periods[1].start.toString(), periods[0].end.toString()];
  return people.map(({ id: personId, title }): Measured => {
    const own = factsOf.get(personId) ?? [];
    const group = groupOf({ title, facts: own }, { from, to });
    const figures = new Map(
      METRICS.map((metric) => [
        metric,
        periods.flatMap((_, at) => figureOf.get(`${at}/${metric}/${personId}`) ?? []),
      ]),
    );
    const readings = new Map(
      [...figures].map(([metric, all]) => [metric, all.map(({ value }) => readingOf(value))]),
    );
    const isAwayToday = own.some((fact) => fact.kind === 'leave' && fact.from <= today && today < fact.to);
    return { personId, group, figures, readings, isAwayToday };
  });
}
