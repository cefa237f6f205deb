import type { Day } from '#lib/days.ts';
import type { Period } from '#model/period.ts';
import type { MetricContext } from '#metrics/context.ts';
import { readFigures } from '#metrics/read.ts';
import { type Mover, moversOf } from './movers.ts';

/** The end of the day before the week that is looked back on: on a Monday, of Sunday a week ago. */
const LOOK_BACK = { days: 8 };

/** Who of these people moved, by attainment of the period as it was known a week ago and as it is known now. */
export async function readMovers(
  context: MetricContext,
  {
    people,
    period,
    today,
  }: {
    readonly people: readonly string[];
    readonly period: Period;
    readonly today: Day;
  },
): Promise<{ readonly up: readonly Mover[]; readonly down: readonly Mover[] }> {
  if (people.length === 0) return { up: [], down: [] };
  const question = { metric: 'attainment', by: 'person', period, subjectIds: people } as const;
  const [now, then] = await Promise.all([
    readFigures(context, question),
    readFigures(context, { ...question, asOf: today.subtract(LOOK_BACK) }),
  ]);
  const before = new Map(then.map(({ subject, value }) => [subject.id, value]));
  return moversOf(
    now.flatMap(({ subject: { id, name }, value }) => {
      const earlier = before.get(id);
      return earlier ? [{ id, name, now: value, before: earlier }] : [];
    }),
  );
}
