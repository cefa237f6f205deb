import { type Day, dayIn, isBefore, startOfDay } from '#lib/days.ts';
import { nextOpening, nextOpeningAt, type OpenTimes } from '#model/quiet-time.ts';
import { type Celebration, type CelebrationSpec, smallestOf } from './celebration.ts';
import type { WonDeal } from './won-deal.ts';

/** What closed longer ago is history that somebody entered late, or brought from elsewhere. */
const LATEST_DAYS = 3;
/** So long others that are won join the message, and a slip of the mouse is put right before anybody reads of it. */
const GATHERED = { minutes: 10 };

/** Whether a deal is one of those that a channel celebrates, whatever its amount. */
export function isAsked({ teamId }: Pick<CelebrationSpec, 'teamId'>, deal: WonDeal, today: Day): boolean {
  const isRecent = !isBefore(deal.closeOn, today.subtract({ days: LATEST_DAYS }));
  return deal.isWon && !deal.isPrivate && isRecent && (teamId === '' || deal.teams.has(teamId));
}

/** Whether it is large enough. An amount in another currency than the rule's compares with nothing. */
export function isLargeEnough(
  spec: Pick<CelebrationSpec, 'smallest' | 'currency'>,
  { amount }: Pick<WonDeal, 'amount'>,
): boolean {
  const smallest = smallestOf(spec);
  if (smallest.minor === 0n) return true;
  return amount !== undefined && amount.currency === smallest.currency && amount.minor >= smallest.minor;
}

/** Whether something won at that moment is of this channel's concern: since it was set up, and no long time ago. */
export function isCurrent(
  { since }: Pick<Celebration, 'since'>,
  wonAt: Temporal.Instant,
  now: Temporal.Instant,
): boolean {
  const isNew = Temporal.Instant.compare(wonAt, since) >= 0;
  return isNew && Temporal.Instant.compare(wonAt, now.subtract({ hours: 24 * LATEST_DAYS })) >= 0;
}

/** When a message is said whose first win is known now: ten minutes later, within the channel's hours. */
export function dueAt(
  hours: Pick<CelebrationSpec, 'fromHour' | 'toHour' | 'timeZone'>,
  isWorkingDay: OpenTimes['isWorkingDay'],
  now: Temporal.Instant,
): Temporal.Instant {
  return nextOpening(openTimes(hours, isWorkingDay), now.add(GATHERED)).at;
}

/** Until when a message waits whose sender comes outside of the channel's hours; undefined within them. */
export function waitsUntil(
  hours: Pick<CelebrationSpec, 'fromHour' | 'toHour' | 'timeZone'>,
  isWorkingDay: OpenTimes['isWorkingDay'],
  now: Temporal.Instant,
): Temporal.Instant | undefined {
  const { at, shutBy } = nextOpening(openTimes(hours, isWorkingDay), now);
  return shutBy === undefined ? undefined : at;
}

/** Eight in the morning, or later where somebody's hours begin later. */
const MORNING = 480;

/**
 * When somebody is asked about a quota that is reached now: on the working morning after the day on which they can have
 * read congratulations, which other features may send at once. Two messages at a time are one too many.
 */
export function askAt(times: OpenTimes, now: Temporal.Instant): Temporal.Instant {
  const { zone, quiet } = times;
  const congratulatedOn = dayIn(zone, nextOpening(times, now).at);
  const minute = quiet.from === quiet.to ? MORNING : Math.max(MORNING, quiet.to);
  return nextOpeningAt(times, minute, startOfDay(congratulatedOn.add({ days: 1 }), zone));
}

function openTimes(
  { fromHour, toHour, timeZone }: Pick<CelebrationSpec, 'fromHour' | 'toHour' | 'timeZone'>,
  isWorkingDay: OpenTimes['isWorkingDay'],
): OpenTimes {
  return { zone: timeZone, quiet: { from: (toHour % 24) * 60, to: fromHour * 60 }, isWorkingDay };
}
