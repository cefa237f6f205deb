import { earliest } from '#lib/days.ts';
import type { MetricContext } from '#metrics/context.ts';
import type { WorkCalendar } from '#model/work-calendar.ts';
import { type Hindsight, toLookBackAt } from './hindsight.ts';
import type { Subject } from './read-morning.ts';
import { readSpans } from './spans.ts';
import { oneDay, workedBefore } from './worked-days.ts';

/** How what was told lately looks today, by its id; nothing is read where nothing was told. */
export async function readHindsight(
  { context, work }: { readonly context: MetricContext; readonly work: WorkCalendar },
  subjects: readonly Subject[],
): Promise<ReadonlyMap<number, Hindsight>> {
  const told = subjects.flatMap(({ person, standing, said }) =>
    toLookBackAt(said, person.today).map((one) => {
      const { period, isActivity } = standing;
      const until = { standing, from: period.start, to: earliest(one.saidOn, period.end) };
      const at = { period, work, location: person.location, count: 1 };
      const days = isActivity ? workedBefore(one.saidOn, at) : [];
      return { one, until, day: oneDay(standing, days[0]) };
    }),
  );
  const amountOf = await readSpans(
    context,
    told.flatMap(({ until, day }) => (day ? [until, day] : [until])),
  );
  return new Map(
    told.map(({ one, until, day }) => [
      one.id,
      {
        reached: {
          achieved: amountOf(until),
          expected: until.standing.expectedBy(until.to),
        },
        lastDay: day && { day: day.from, done: amountOf(day) },
      },
    ]),
  );
}
