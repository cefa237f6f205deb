import { dueAt, remindAt, whomToRemind } from '#features/announcements/plan.ts';
import { isPastMorning, momentDue } from '#features/coaching/follow-ups.ts';
import { dueReaders } from '#features/digest/plan.ts';
import { dueMorning } from '#features/nudges/morning.ts';
import { type Day, dayIn, isBefore } from '#lib/days.ts';
import { decideDelivery, DEFAULT_BUDGET, type Priority, type Recipient } from '#model/attention.ts';
import { END, isWeekday, type Plan, START } from './year.ts';

/** A message of a feature, with the moment before which nobody should hear of it. */
interface Due {
  readonly key: string;
  readonly from: Temporal.Instant;
  readonly priority: Priority;
}

/** One feature's decisions about one person, with what it remembers of the last look: a crash forgets that. */
interface Feature {
  due(now: Temporal.Instant): readonly Due[];
  remember(): void;
  /** Told of a message of its own that has left. */
  said?(key: string): void;
}

export interface FeatureSaid {
  readonly key: string;
  readonly from: Temporal.Instant;
  readonly at: Temporal.Instant;
}

const FIRST = Temporal.PlainDate.from('2026-01-05');
const WORK = { isWorkingDay: isWeekday };

/** Lives through the year with every feature that speaks by itself: what is due is recorded by its key, and asked about. */
export function liveWithFeatures(
  zone: string,
  plan: Plan,
): { readonly said: readonly FeatureSaid[]; readonly lookedOn: ReadonlySet<string> } {
  const lookedOn = new Set<string>();
  const features = [digest(zone, plan.hour), mornings(zone), steps(zone), changes(zone, plan.hour)];
  const person = personIn(zone, plan);
  const waiting = new Map<string, { readonly due: Due; until: Temporal.Instant }>();
  const known = new Set<string>();
  const said: FeatureSaid[] = [];
  let now = START;
  for (let look = 0; isEarlier(now, END); look++) {
    const isCrash = plan.crashes[look % plan.crashes.length] === true;
    for (const feature of features) {
      for (const due of feature.due(now).filter(({ key }) => !known.has(key))) {
        known.add(due.key);
        waiting.set(due.key, { due, until: due.from });
      }
      if (!isCrash) feature.remember();
    }
    for (const [key, { due, until }] of waiting) {
      if (isEarlier(now, until)) continue;
      const message = { topic: TOPIC, priority: due.priority };
      const ruling = decideDelivery({ message, person, recent: NOTHING, now });
      if (ruling.kind === 'hold') waiting.set(key, { due, until: ruling.until });
      else {
        said.push({ key, from: due.from, at: now });
        waiting.delete(key);
        for (const feature of features) feature.said?.(key);
      }
    }
    if (isPastMorning(now, zone)) lookedOn.add(dayIn(zone, now).toString());
    now = now.add({ minutes: plan.gaps[look % plan.gaps.length] ?? 60 });
  }
  return { said, lookedOn };
}

/**
 * The key of every message of a year, but those of its last two weeks, which may come in the next. A morning on which
 * nothing ran is not made up: the next one looks afresh.
 */
export function wantedInYear(lookedOn: ReadonlySet<string>): readonly string[] {
  const days = Array.from({ length: 350 }, (_, ahead) => FIRST.add({ days: ahead }));
  return [
    ...days.filter(({ dayOfWeek }) => dayOfWeek === 1).map((day) => `digest/${day.toString()}`),
    ...days.filter((day) => lookedOn.has(day.toString())).map((day) => `morning/${day.toString()}`),
    ...STEPS_DUE.flatMap((day) => [-2, 0, 3].map((moment) => `step/${day.toString()}/${moment}`)),
    ...SENT_ON.flatMap((day) => [`told/${day.toString()}`, `reminded/${day.toString()}`]),
  ];
}

function digest(timeZone: string, hour: number): Feature {
  let lastSlot = START;
  let found = START;
  const reader = () => ({ slackUserId: 'U', timeZone, weekday: 1, hour, lastSlot, abouts: [] });
  return {
    due: (now) =>
      dueReaders([reader()], now).map(({ day, slot }) => {
        found = slot;
        return { key: `digest/${day}`, from: slot, priority: 'ordinary' };
      }),
    remember() {
      lastSlot = found;
    },
  };
}

function mornings(zone: string): Feature {
  let lookedOn = '';
  let found = '';
  return {
    due(now) {
      const day = dueMorning({ zone, lookedOn }, now);
      found = day?.toString() ?? found;
      return day
        ? [{ key: `morning/${day.toString()}`, from: eightOn(day, zone), priority: 'ordinary' }]
        : [];
    },
    remember() {
      lookedOn = found;
    },
  };
}

const NEAR_MS = 20 * 86_400_000;

/** What is of some day around now: a year of looks is long enough without the others. */
function around<T extends { readonly noon: number }>(now: Temporal.Instant, all: readonly T[]): readonly T[] {
  return all.filter(({ noon }) => Math.abs(noon - now.epochMilliseconds) < NEAR_MS);
}

function noonOf(day: Day): number {
  return day.toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' }).epochMilliseconds;
}

const STEPS_DUE = Array.from({ length: 24 }, (_, nth) => FIRST.add({ days: 10 + nth * 14 + (nth % 7) }));

const STEPS = STEPS_DUE.map((on) => ({ on, noon: noonOf(on) }));

function steps(zone: string): Feature {
  return {
    due(now) {
      if (!isPastMorning(now, zone)) return [];
      const near = around(now, STEPS);
      if (near.length === 0) return [];
      const today = dayIn(zone, now);
      return near.flatMap(({ on: dueOn }): readonly Due[] => {
        const step = { dueOn, agreedOn: dueOn.subtract({ days: 9 }) };
        const moment = momentDue(step, { today, work: WORK, location: '' });
        if (moment === undefined) return [];
        // Found on that day at the earliest: the moment lies at most a weekend before or after the plain count of days.
        const from = eightOn(dueOn.add({ days: moment === -2 ? -4 : moment }), zone);
        return [{ key: `step/${dueOn.toString()}/${moment}`, from, priority: 'ordinary' }];
      });
    },
    remember: () => undefined,
  };
}

const SENT_ON = Array.from({ length: 11 }, (_, month) =>
  Temporal.PlainDate.from({ year: 2026, month: month + 1, day: 24 }),
);

/** Announced a week before, to somebody who never says that they have read it. */
function changes(timeZone: string, hour: number): Feature {
  const sent = SENT_ON.map((on) => {
    const due = dueAt({ on, hour, timeZone }, on.subtract({ days: 7 }).toZonedDateTime(timeZone).toInstant());
    return {
      on,
      noon: noonOf(on),
      due,
      remind: remindAt({ due, timeZone }, isWeekday),
      wasReached: false,
      wasReminded: false,
    };
  });
  return {
    due: (now) =>
      around(now, sent).flatMap((one): readonly Due[] => {
        const { on, due, remind, wasReached, wasReminded } = one;
        const told: Due = { key: `told/${on.toString()}`, from: due, priority: 'important' };
        const delivery = {
          slackUserId: 'U',
          dueAt: due,
          remindAt: remind,
          acknowledgedOn: null,
          wasReached,
          wasReminded,
        };
        const isReminded = whomToRemind([delivery], { spared: new Set(), now }).length > 0;
        const reminder: Due = { key: `reminded/${on.toString()}`, from: remind, priority: 'important' };
        return isReminded ? [told, reminder] : [told];
      }),
    remember: () => undefined,
    said(key) {
      for (const one of sent) if (key === `told/${one.on.toString()}`) one.wasReached = true;
    },
  };
}

function personIn(zone: string, { quiet }: Plan): Recipient {
  return {
    zone,
    quiet,
    isWorkingDay: isWeekday,
    budget: DEFAULT_BUDGET,
    modes: new Map(),
    snoozes: new Map(),
  };
}

function eightOn(day: Day, timeZone: string): Temporal.Instant {
  return day.toZonedDateTime({ timeZone, plainTime: '08:00' }).toInstant();
}

function isEarlier(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}

/** Every key but those of days before the year was looked at. */
export function isInYear({ key }: FeatureSaid): boolean {
  const day = Temporal.PlainDate.from(key.split('/')[1] ?? '');
  return !isBefore(day, FIRST) && isBefore(day, FIRST.add({ days: 350 }));
}

const TOPIC = { id: 'year', name: 'Year', about: 'you asked for it', startsAs: 'on' } as const;
const NOTHING = { sentToday: 0, lastState: undefined, waiting: [], lastOfKey: undefined };
