import { type Day, dayWords } from '#lib/days.ts';
import { Refusal } from '#lib/errors.ts';
import type { Calendar } from '#model/calendar.ts';
import type { PeriodState } from '#model/period-locks.ts';
import type { Period, PeriodType } from '#model/period.ts';

/** The kinds of period that are closed; a day or a week is too short to be worth it. */
export const CLOSING_TYPES = ['month', 'quarter', 'year'] as const satisfies readonly PeriodType[];
export type ClosingType = (typeof CLOSING_TYPES)[number];

/** How many ended periods of a kind are listed. */
const LISTED: Readonly<Record<ClosingType, number>> = { month: 3, quarter: 3, year: 2 };

const STILL_FOLLOWS = 'Its figures still follow Salesforce, so that mistakes can be mended before the lock.';

/** What each step means, in the words in which it is confirmed. */
export const MEANINGS: Readonly<Record<PeriodState, string>> = {
  soft: `The period is marked as closing. ${STILL_FOLLOWS}`,
  locked:
    'What was reported for the period stays as reported. Whatever Salesforce changes about it later is an adjustment of the current period that names its cause; the figures as restated can still be asked.',
  open: 'The figures of the period follow Salesforce again from now on. Adjustments that were reported since the lock stay where they were reported.',
};

/** The same once the step was taken and the new state was said. */
export function meaningOnceTaken(to: PeriodState): string {
  return to === 'soft' ? STILL_FOLLOWS : MEANINGS[to];
}

/** The first of these that a period is not yet: what can be done next, and what can be taken back. */
export function stepsFrom(state: PeriodState): readonly PeriodState[] {
  if (state === 'locked') return ['open'];
  return state === 'soft' ? ['locked', 'open'] : ['soft', 'locked'];
}

/** Refuses what makes no sense: a period that is not over, of a kind that is not closed, or that already is as asked. */
export function checkChange({
  period,
  from,
  to,
  today,
}: {
  readonly period: Period;
  readonly from: PeriodState;
  readonly to: PeriodState;
  readonly today: Day;
}): void {
  if (!CLOSING_TYPES.some((type) => type === period.type))
    throw new Refusal(`A ${period.type} is not closed.`, 'Close a month, a quarter or a year.');
  if (to !== 'open' && Temporal.PlainDate.compare(period.end, today) > 0)
    throw new Refusal(
      `${period.id} is not over: its last day is ${dayWords(period.end.subtract({ days: 1 }))}.`,
      'Close the period that ended.',
    );
  if (from === to) throw new Refusal(`${period.id} is ${stateWords(to)} already.`, 'Nothing was changed.');
}

/** "open" · "closing" · "locked" */
export function stateWords(state: PeriodState): string {
  return state === 'soft' ? 'closing' : state;
}

/** The latest periods that have ended, of every kind that the calendar has, newest first within a kind. */
export function endedPeriods(calendar: Calendar, today: Day): readonly Period[] {
  return CLOSING_TYPES.flatMap((type) => lastEnded(calendar, { type, today, count: LISTED[type] }));
}

/** The period of a kind that ended last: never the one that is running. */
export function periodThatEnded(calendar: Calendar, type: ClosingType, today: Day): Period | undefined {
  return lastEnded(calendar, { type, today, count: 1 })[0];
}

function lastEnded(
  calendar: Calendar,
  { type, today, count }: { readonly type: ClosingType; readonly today: Day; readonly count: number },
): readonly Period[] {
  const current = calendar.find(type, today);
  const found: Period[] = [];
  let period = current && calendar.previous(current);
  while (period && found.length < count) {
    found.push(period);
    period = calendar.previous(period);
  }
  return found;
}
