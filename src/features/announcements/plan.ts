import { type Day, dayIn } from '#lib/days.ts';
import { type Audience, type Delivery, EVERYBODY } from './announcement.ts';

/** Somebody who can be told: linked, active, with the zone of their Slack profile. */
export interface Reader {
  readonly slackUserId: string;
  readonly roleId: string | null;
  /** Managers whose team they are in, themselves included. */
  readonly teams: readonly string[];
  /** IANA zone. */
  readonly timeZone: string;
}

/** Everyone whom an audience names, each once. The readers of its channels are not known here. */
export function readersOf<R extends Reader>(everyone: readonly R[], audience: Audience): readonly R[] {
  const { roles, teams } = audience;
  const isMeant = ({ roleId, teams: own }: Reader) =>
    roles.includes(EVERYBODY) ||
    (roleId !== null && roles.includes(roleId)) ||
    own.some((team) => teams.includes(team));
  return everyone.filter(isMeant);
}

/** An hour of a local day. */
interface LocalHour {
  readonly on: Day;
  readonly hour: number;
  readonly timeZone: string;
}

/** When it is due where somebody is: at that hour of that day, or at once where that is over. */
export function dueAt({ on, hour, timeZone }: LocalHour, now: Temporal.Instant): Temporal.Instant {
  const due = on.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from({ hour }) }).toInstant();
  return Temporal.Instant.compare(due, now) < 0 ? now : due;
}

/** Working days that people have before they are reminded. */
const REMINDED_AFTER_DAYS = 2;
/** A longer holiday than this ends the search. */
const MOST_DAYS = 40;

/** When whoever has not responded is reminded: at the same hour, some working days later. */
export function remindAt(
  { due, timeZone }: { readonly due: Temporal.Instant; readonly timeZone: string },
  isWorkingDay: (day: Day) => boolean,
): Temporal.Instant {
  let on = dayIn(timeZone, due);
  for (let left = REMINDED_AFTER_DAYS, tried = 0; left > 0 && tried < MOST_DAYS; tried++) {
    on = on.add({ days: 1 });
    if (isWorkingDay(on)) left--;
  }
  const plainTime = due.toZonedDateTimeISO(timeZone).toPlainTime();
  return on.toZonedDateTime({ timeZone, plainTime }).toInstant();
}

/**
 * Who is reminded, once: it reached them, their time is over, and they neither acknowledged nor are spared: who asked
 * openly, wrote it or approved it knows it. Whoever asked without a name is reminded like all others, for nobody knows that
 * they asked.
 */
export function whomToRemind(
  deliveries: readonly Delivery[],
  { spared, now }: { readonly spared: ReadonlySet<string>; readonly now: Temporal.Instant },
): readonly Delivery[] {
  return deliveries.filter(
    ({ slackUserId, remindAt: at, acknowledgedOn, wasReminded, wasReached }) =>
      at !== null &&
      Temporal.Instant.compare(at, now) <= 0 &&
      wasReached &&
      !wasReminded &&
      acknowledgedOn === null &&
      !spared.has(slackUserId),
  );
}

/** How it has landed so far. */
export interface Landing {
  /** People it is sent to directly. */
  readonly people: number;
  readonly reached: number;
  readonly acknowledged: number;
  /** Of those who acknowledged, those who read it in a channel alone. */
  readonly inChannels: number;
}

export function landingOf(deliveries: readonly Delivery[]): Landing {
  const direct = deliveries.filter((one) => one.dueAt !== null);
  const acknowledged = deliveries.filter((one) => one.acknowledgedOn !== null);
  return {
    people: direct.length,
    reached: direct.filter((one) => one.wasReached).length,
    acknowledged: acknowledged.length,
    inChannels: acknowledged.filter((one) => one.dueAt === null).length,
  };
}
