import { type Day, isBefore } from '#lib/days.ts';
import type { WorkCalendar } from '#model/work-calendar.ts';

/** When a step is asked about, in working days from the day it is due. */
export const MOMENTS = [-2, 0, 3] as const;
export type Moment = (typeof MOMENTS)[number];

/** Local time of day from which on somebody is asked. */
const MORNING = 8;

/** Whether the day has begun where somebody is: nobody is asked before. */
export function isPastMorning(now: Temporal.Instant, timeZone: string): boolean {
  return now.toZonedDateTimeISO(timeZone).hour >= MORNING;
}

/** A question that nobody asked within so many days after its moment is asked no more. */
const TOO_LATE = 10;

interface Where {
  readonly today: Day;
  readonly work: Pick<WorkCalendar, 'isWorkingDay'>;
  /** Whose working days. */
  readonly location: string;
}

/**
 * The moment at which a step is to be asked about now: the latest that has come. Of several that were missed only that
 * one; undefined before the first, and long after the last. What was agreed on after a moment had passed begins with the
 * next one.
 */
export function momentDue(
  { dueOn, agreedOn }: { readonly dueOn: Day; readonly agreedOn: Day },
  where: Where,
): Moment | undefined {
  const { today } = where;
  const days = MOMENTS.map((moment) => ({ moment, on: workingDay(dueOn, moment, where) }));
  const come = days.filter(({ on }) => !isBefore(today, on) && isBefore(agreedOn, on));
  const last = come.at(-1);
  return last && isBefore(today, last.on.add({ days: TOO_LATE })) ? last.moment : undefined;
}

/** The day so many working days before or after a day; the day itself, or the next working one, for none. */
function workingDay(from: Day, count: number, { work, location }: Where): Day {
  const step = count < 0 ? -1 : 1;
  let day = from;
  let left = Math.abs(count);
  // Nobody is off for a year: the end for a calendar without working days.
  for (let turn = 0; turn < 366; turn++) {
    if (left === 0 && (count !== 0 || work.isWorkingDay(day, location))) return day;
    day = day.add({ days: step });
    if (count !== 0 && work.isWorkingDay(day, location)) left--;
  }
  return from;
}

/** How long after a talk both look at the figure again, and over how many days. */
const COMPARED_AFTER = 28;

/** Whether the four weeks after a talk are over, and not long so. */
export function isComparisonDue(heldOn: Day, today: Day): boolean {
  const over = heldOn.add({ days: COMPARED_AFTER });
  return !isBefore(today, over) && isBefore(today, over.add({ days: COMPARED_AFTER }));
}

/** Four weeks before a talk and four weeks from its day on, half-open. */
export function spansAround(
  heldOn: Day,
): Readonly<Record<'before' | 'after', { readonly start: Day; readonly end: Day }>> {
  const days = COMPARED_AFTER;
  return {
    before: { start: heldOn.subtract({ days }), end: heldOn },
    after: { start: heldOn, end: heldOn.add({ days }) },
  };
}
