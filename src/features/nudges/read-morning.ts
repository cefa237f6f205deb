import type { MetricContext } from '#metrics/context.ts';
import type { WorkCalendar } from '#model/work-calendar.ts';
import { openOf, readOpen } from './open-deals.ts';
import type { Person } from './people.ts';
import type { Rules } from './rules.ts';
import { isBelowNow, type Morning } from './shortfalls.ts';
import { readSpans, type Span } from './spans.ts';
import type { Said, Standing } from './standing.ts';
import { oneDay, workedBefore } from './worked-days.ts';

/** A quota with whose it is and what was told of it. */
export interface Subject {
  readonly person: Person;
  readonly standing: Standing;
  readonly said: readonly Said[];
}

interface Around {
  readonly context: MetricContext;
  readonly work: WorkCalendar;
  readonly rules: Rules;
}

/** What is known of each quota on the morning of those to whom it belongs. */
export async function readMornings(
  around: Around,
  subjects: readonly Subject[],
): Promise<ReadonlyMap<Standing, Morning>> {
  const running = subjects.filter(({ standing: { progress } }) => progress.phase === 'running');
  const late = new Map(running.map((subject) => [subject, latelyOf(subject, around)]));
  const last = new Map(running.map((subject) => [subject, lastDayOf(subject, around.work)]));
  const spans = [...late.values(), ...[...last.values()].map((span) => (span ? [span] : []))].flat();
  const [amountOf, open] = await Promise.all([
    readSpans(around.context, spans),
    readOpen(
      around.context,
      running.map(({ standing }) => standing),
    ),
  ]);
  return new Map(
    running.map((subject) => {
      const { standing } = subject;
      const lately = (late.get(subject) ?? []).map((span) => ({
        achieved: amountOf(span),
        expected: standing.expectedBy(span.to),
      }));
      const span = last.get(subject);
      const lastDay = span && { day: span.from, done: amountOf(span) };
      return [standing, { lately, lastDay, open: openOf(open, standing) }];
    }),
  );
}

/** The ends of the last working days, of somebody who is below the band and was not told so in this stretch. */
function latelyOf({ standing, person, said }: Subject, { rules, work }: Around): readonly Span[] {
  const isTold = said.some(({ kind, isOver }) => kind === 'pace' && !isOver);
  const { isActivity, period, progress } = standing;
  const isAsked = !isActivity && !isTold && progress.gap > 0n && isBelowNow(standing, rules.paceBand);
  if (!isAsked || progress.workingDays.passed < rules.paceDays) return [];
  const at = { period, work, location: person.location, count: rules.paceDays };
  return workedBefore(person.today, at).map((day) => ({
    standing,
    from: period.start,
    to: day.add({ days: 1 }),
  }));
}

/** The last working day of an activity, where the person was there. */
function lastDayOf({ standing, person }: Subject, work: WorkCalendar): Span | undefined {
  if (!standing.isActivity) return undefined;
  const { today, location, wasAway } = person;
  const [day] = workedBefore(today, { period: standing.period, work, location, count: 1 });
  return day && !wasAway(day) ? oneDay(standing, day) : undefined;
}
