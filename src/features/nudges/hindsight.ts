import { type Day, daysBetween } from '#lib/days.ts';
import type { Rules } from './rules.ts';
import { isBelow, type LastDay, type Reached, type Said, shareOfDay, type Standing } from './standing.ts';

/** Older messages are history. */
const LOOKED_BACK = 14;

/** What is known today of the day on which something was told. */
export interface Hindsight {
  readonly reached: Reached;
  /** Of an activity: the working day that was spoken of. */
  readonly lastDay?: LastDay | undefined;
}

/** Messages about something left to do that are young enough to be looked at again. */
export function toLookBackAt(said: readonly Said[], today: Day): readonly Said[] {
  return said.filter(
    ({ kind, isSaid, isWithdrawn, saidOn }) =>
      kind !== 'crossed' &&
      kind !== 'seen' &&
      isSaid &&
      !isWithdrawn &&
      daysBetween(saidOn, today) <= LOOKED_BACK,
  );
}

/**
 * Whether a message was wrong when it was sent, as things turned out: what was done by then came in late, or the quota
 * was set anew. What was done since makes nothing wrong.
 */
export function wasWrong(
  { kind }: Said,
  {
    standing,
    onDay,
    rules,
  }: { readonly standing: Standing; readonly onDay: Hindsight; readonly rules: Rules },
): boolean {
  switch (kind) {
    case 'pace':
      return !isBelow(standing.progress, { ...onDay.reached, band: rules.paceBand });
    case 'activity':
      return onDay.lastDay !== undefined && onDay.lastDay.done >= shareOfDay(standing);
    case 'ending':
    case 'closable':
      return onDay.reached.achieved >= standing.progress.quota;
    case 'crossed':
    case 'seen':
      return false;
  }
}
