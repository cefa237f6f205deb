import * as fc from 'fast-check';
import { lastDue } from '#lib/weekly.ts';
import { decideDelivery, DEFAULT_BUDGET, type Recipient } from '#model/attention.ts';
import type { Minutes } from '#model/work-calendar.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
export const START = Temporal.Instant.from('2026-01-01T00:00:00Z');
export const END = Temporal.Instant.from('2027-01-01T00:00:00Z');

/** Every zone in which clocks are moved within the year. */
export const DST_ZONES: readonly string[] = Intl.supportedValuesOf('timeZone').filter(
  (zone) =>
    new Set(
      Array.from(
        { length: 53 },
        (_, week) => START.add({ hours: week * 168 }).toZonedDateTimeISO(zone).offset,
      ),
    ).size > 1,
);

/** One zone of each way in which clocks are moved within the year: others with the same moments behave the same. */
export const DST_RULES: readonly string[] = [
  ...new Map(DST_ZONES.map((zone) => [transitionsOf(zone), zone])).values(),
];

function transitionsOf(zone: string): string {
  const moments: string[] = [];
  for (
    let at = START.toZonedDateTimeISO(zone).getTimeZoneTransition('next');
    at !== null && Temporal.Instant.compare(at.toInstant(), END) < 0;
    at = at.getTimeZoneTransition('next')
  )
    moments.push(`${at.toInstant().toString()} ${at.offset}`);
  return `${START.toZonedDateTimeISO(zone).offset} ${moments.join(' ')}`;
}

/** Monday to Friday. */
export function isWeekday({ dayOfWeek }: Temporal.PlainDate): boolean {
  return dayOfWeek <= 5;
}

/** One person's daily message, their quiet hours, and how the process that sends it lives through the year. */
export interface Plan {
  readonly hour: number;
  readonly quiet: Minutes;
  /** Minutes between two looks at what is due: the process is down, or busy, in between. Used round and round. */
  readonly gaps: readonly number[];
  /** Looks at which the process ends after recording and before it remembers that it has. */
  readonly crashes: readonly boolean[];
}

export const aPlan: fc.Arbitrary<Plan> = fc.record({
  hour: fc.integer({ min: 0, max: 23 }),
  quiet: fc.constantFrom(
    { from: 1080, to: 480 },
    { from: 1320, to: 420 },
    { from: 0, to: 0 },
    { from: 60, to: 210 },
    { from: 1380, to: 120 },
  ),
  gaps: fc.array(fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 200, max: 1_200 })), {
    minLength: 20,
    maxLength: 60,
  }),
  crashes: fc.array(fc.boolean(), { minLength: 7, maxLength: 23 }),
});

export interface Said {
  readonly slot: string;
  readonly at: Temporal.Instant;
}

/** Lives through the year: looks at what is due, records it by its key, asks for each message before it goes. */
export function liveThrough(zone: string, plan: Plan): readonly Said[] {
  const weekly = { days: EVERY_DAY, hour: plan.hour, timeZone: zone };
  const person: Recipient = {
    zone,
    quiet: plan.quiet,
    isWorkingDay: () => true,
    budget: DEFAULT_BUDGET,
    modes: new Map(),
    snoozes: new Map(),
  };
  const posts = new Map<string, Temporal.Instant | 'said'>();
  const said: Said[] = [];
  let last = lastDue(weekly, START);
  let now = START;
  for (let look = 0; Temporal.Instant.compare(now, END) < 0; look++) {
    const slot = lastDue(weekly, now);
    if (Temporal.Instant.compare(slot, last) > 0) {
      const key = slot.toString();
      if (!posts.has(key)) posts.set(key, now);
      if (!plan.crashes[look % plan.crashes.length]) last = slot;
    }
    for (const [key, state] of posts) {
      if (state === 'said' || Temporal.Instant.compare(state, now) > 0) continue;
      const ruling = decideDelivery({ message: DAILY, person, recent: NOTHING, now });
      if (ruling.kind === 'hold') posts.set(key, ruling.until);
      else {
        said.push({ slot: key, at: now });
        posts.set(key, 'said');
      }
    }
    now = now.add({ minutes: plan.gaps[look % plan.gaps.length] ?? 60 });
  }
  return said;
}

/** Whether the clock on the wall shows a quiet time. */
export function isQuiet({ from, to }: Minutes, moment: Temporal.Instant, zone: string): boolean {
  const local = moment.toZonedDateTimeISO(zone);
  const minute = local.hour * 60 + local.minute;
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

const DAILY = {
  topic: { id: 'daily', name: 'Daily', about: 'you asked for it', startsAs: 'on' },
  priority: 'ordinary',
} as const;
const NOTHING = { sentToday: 0, lastState: undefined, waiting: [], lastOfKey: undefined };
