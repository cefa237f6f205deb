import { type Day, dayIn, startOfDay } from '#lib/days.ts';
import type { Minutes } from './work-calendar.ts';

/** When somebody may be written to, by the clock where they are. */
export interface OpenTimes {
  /** IANA zone. */
  readonly zone: string;
  /** Minutes after local midnight in which nothing comes: over midnight where `from` is later; none where equal. */
  readonly quiet: Minutes;
  /** Whether the day is one of work for them: no weekend, no holiday. */
  isWorkingDay(day: Day): boolean;
  /** Slack's own "do not disturb", as far as it is known: a stretch of time, half-open. */
  readonly dnd?: { readonly from: Temporal.Instant; readonly until: Temporal.Instant } | undefined;
}

type Shut = 'quiet hours' | 'no working day' | 'do not disturb';

export interface Opening {
  readonly at: Temporal.Instant;
  /** What kept them from being written to at once; undefined when nothing did. */
  readonly shutBy: Shut | undefined;
}

const DAY_MINUTES = 1440;
/** Enough for a year of days off with quiet hours between them. */
const MOST_STEPS = 1_500;

/** The first moment from `from` on at which a person may be written to. */
export function nextOpening(times: OpenTimes, from: Temporal.Instant): Opening {
  let at = from;
  let shutBy: Shut | undefined;
  for (let step = 0; step < MOST_STEPS; step++) {
    const shut = shutAt(times, at);
    if (shut === undefined) break;
    shutBy ??= shut.by;
    // Where clocks are set back over the end of a stretch, its end is already past: a little later it is not.
    at = isAfter(shut.until, at) ? shut.until : at.add({ minutes: 15 });
  }
  return { at, shutBy };
}

/** The first opening from a local time of day on that comes after `after`: when a digest is due. */
export function nextOpeningAt(times: OpenTimes, minute: number, after: Temporal.Instant): Temporal.Instant {
  const today = dayIn(times.zone, after);
  for (let ahead = 0; ; ahead++) {
    const due = momentOf(minute, today.add({ days: ahead }), times.zone);
    const { at } = nextOpening(times, due);
    if (isAfter(at, after)) return at;
  }
}

function shutAt(times: OpenTimes, at: Temporal.Instant): { by: Shut; until: Temporal.Instant } | undefined {
  const { zone, dnd } = times;
  const local = at.toZonedDateTimeISO(zone);
  const day = local.toPlainDate();
  if (!times.isWorkingDay(day))
    return { by: 'no working day', until: startOfDay(day.add({ days: 1 }), zone) };
  const minute = local.hour * 60 + local.minute;
  const stretch = quietOn(times.quiet).find(({ from, to }) => minute >= from && minute < to);
  if (stretch) return { by: 'quiet hours', until: clockAfter(stretch.to, day, { zone, at }) };
  if (dnd && !isAfter(dnd.from, at) && isAfter(dnd.until, at))
    return { by: 'do not disturb', until: dnd.until };
  return undefined;
}

function quietOn({ from, to }: Minutes): readonly Minutes[] {
  if (from === to) return [];
  if (from < to) return [{ from, to }];
  return [
    { from: 0, to },
    { from, to: DAY_MINUTES },
  ];
}

/** When the clock shows this minute: the second time where it does so twice and the first is over. */
function clockAfter(
  minute: number,
  day: Day,
  { zone, at }: { readonly zone: string; readonly at: Temporal.Instant },
): Temporal.Instant {
  const first = momentOf(minute, day, zone);
  return isAfter(first, at) ? first : momentOf(minute, day, zone, 'later');
}

function momentOf(
  minute: number,
  day: Day,
  zone: string,
  disambiguation: 'compatible' | 'later' = 'compatible',
): Temporal.Instant {
  if (minute >= DAY_MINUTES) return startOfDay(day.add({ days: 1 }), zone);
  return day
    .toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 })
    .toZonedDateTime(zone, { disambiguation })
    .toInstant();
}

function isAfter(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) > 0;
}
