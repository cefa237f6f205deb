import { type Day, daysBetween, dayIn, isBefore, startOfDay } from '#lib/days.ts';

/** Minutes after local midnight, half-open; 0 to 1440 is the whole day. */
export interface Minutes {
  readonly from: number;
  readonly to: number;
}

/** When people of one location work. */
export interface LocationHours {
  /** As it is called in Salesforce or by a person; '' is the organisation's default. */
  readonly location: string;
  /** IANA zone in which the hours are meant. */
  readonly zone: string;
  /** Monday first, seven in all; undefined on a day without work. */
  readonly week: readonly (Minutes | undefined)[];
}

/** A day, or some of its hours, without work. */
export interface Holiday {
  readonly day: Day;
  /** '' is everywhere. */
  readonly location: string;
  /** The hours that are off: the whole day when undefined. */
  readonly off?: Minutes | undefined;
}

export interface WorkFacts {
  /** Of the organisation: used where no hours are known. */
  readonly zone: string;
  readonly hours: readonly LocationHours[];
  readonly holidays: readonly Holiday[];
}

/** When people work, by location; '' and a location nobody described are the organisation's default. */
export interface WorkCalendar {
  /** Nobody told us hours or holidays: Monday to Friday, 09:00 to 17:00 in the organisation's zone. */
  readonly isAssumed: boolean;
  isWorkingDay(day: Day, location: string): boolean;
  /** Working days in [from, to). A day with some hours off still is one. */
  workingDays(from: Day, to: Day, location: string): number;
  /** Whole minutes of work in [from, to): what passed on the location's clock while people were at work. */
  businessMinutes(from: Temporal.Instant, to: Temporal.Instant, location: string): number;
}

const WHOLE_DAY: Minutes = { from: 0, to: 1440 };
const OFFICE: Minutes = { from: 540, to: 1020 };
const ASSUMED_WEEK: readonly (Minutes | undefined)[] = [
  OFFICE,
  OFFICE,
  OFFICE,
  OFFICE,
  OFFICE,
  undefined,
  undefined,
];

/** Joins the hours and holidays of each location into one calendar that answers for all of them. */
export function createWorkCalendar(facts: WorkFacts): WorkCalendar {
  const placeOf = places(facts);
  return {
    isAssumed: facts.hours.length === 0 && facts.holidays.length === 0,
    isWorkingDay: (day, location) => isWorkingDay(placeOf(location), day),
    workingDays: (from, to, location) => workingDays(placeOf(location), from, to),
    businessMinutes: (from, to, location) => businessMinutes(placeOf(location), from, to),
  };
}

interface Place {
  readonly zone: string;
  readonly week: readonly (Minutes | undefined)[];
  readonly daysOff: ReadonlyMap<string, Day>;
  readonly hoursOff: ReadonlyMap<string, readonly Minutes[]>;
}

function places(facts: WorkFacts): (location: string) => Place {
  const known = new Map<string, Place>();
  return (location) => {
    const found = known.get(location) ?? place(facts, location.toLowerCase());
    known.set(location, found);
    return found;
  };
}

/** Hours by name, else by zone (a person's location may be no more than that), else the default's. */
function place({ hours, holidays, zone }: WorkFacts, location: string): Place {
  const named = hours.find((it) => it.location.toLowerCase() === location);
  const inZone = hours.find((it) => it.zone.toLowerCase() === location);
  const found = named ?? inZone ?? hours.find((it) => it.location === '');
  const names = ['', location, (found?.location ?? '').toLowerCase()];
  const own = holidays.filter((it) => names.includes(it.location.toLowerCase()));
  const partly = own.flatMap(({ day, off }) => (off ? [{ day: day.toString(), off }] : []));
  return {
    zone: found?.zone ?? zone,
    week: found?.week ?? ASSUMED_WEEK,
    daysOff: new Map(own.filter((it) => !it.off).map(({ day }) => [day.toString(), day])),
    hoursOff: new Map(
      [...Map.groupBy(partly, (it) => it.day)].map(([day, parts]) => [day, parts.map(({ off }) => off)]),
    ),
  };
}

function hoursOn({ week }: Place, day: Day): Minutes | undefined {
  return week[day.dayOfWeek - 1];
}

function isWorkingDay(place: Place, day: Day): boolean {
  return hoursOn(place, day) !== undefined && !place.daysOff.has(day.toString()) && exists(place.zone, day);
}

/** Whole weeks are multiplied, the rest and the holidays are looked at one by one. */
function workingDays(place: Place, from: Day, to: Day): number {
  const days = daysBetween(from, to);
  if (days <= 0) return 0;
  if (skipsDays(place.zone, from, to))
    return datesFrom(from, days).filter((it) => isWorkingDay(place, it)).length;
  const weeks = Math.floor(days / 7);
  const rest = datesFrom(from.add({ weeks }), days - weeks * 7);
  const aWeek = place.week.filter((it) => it !== undefined).length;
  const off = [...place.daysOff.values()].filter((it) => !isBefore(it, from) && isBefore(it, to));
  return weeks * aWeek + worked(place, rest) - worked(place, off);
}

function worked(place: Place, days: readonly Day[]): number {
  return days.filter((it) => hoursOn(place, it) !== undefined).length;
}

function datesFrom(from: Day, days: number): readonly Day[] {
  return Array.from({ length: days }, (_, n) => from.add({ days: n }));
}

/** Samoa went from 29 to 31 December 2011: a day that was skipped is nobody's working day. */
function exists(zone: string, day: Day): boolean {
  return dayIn(zone, startOfDay(day, zone)).equals(day);
}

function skipsDays(zone: string, from: Day, to: Day): boolean {
  const hours = startOfDay(from, zone).until(startOfDay(to, zone), { largestUnit: 'hours' }).hours;
  return hours < daysBetween(from, to) * 24 - 12;
}

function businessMinutes(place: Place, from: Temporal.Instant, to: Temporal.Instant): number {
  if (Temporal.Instant.compare(from, to) >= 0) return 0;
  const first = dayIn(place.zone, from);
  const days = datesFrom(first, daysBetween(first, dayIn(place.zone, to)) + 1);
  const bounds = { from: from.epochMilliseconds, to: to.epochMilliseconds };
  const worked = days.reduce((sum, day) => sum + workedOn(place, day, bounds), 0);
  return Math.floor(worked / 60_000);
}

/** Milliseconds of work on one day within bounds. */
function workedOn(place: Place, day: Day, bounds: Minutes): number {
  if (!isWorkingDay(place, day)) return 0;
  const hours = hoursOn(place, day) ?? WHOLE_DAY;
  const off = mergeParts(place.hoursOff.get(day.toString()) ?? []);
  const clock = (minutes: Minutes) => lengthWithin(onClock(minutes, day, place.zone), bounds);
  const lost = off.map((it) => clock({ from: Math.max(it.from, hours.from), to: Math.min(it.to, hours.to) }));
  return clock(hours) - lost.reduce((sum, it) => sum + it, 0);
}

/** Local times as moments: where clocks are moved within working hours, fewer or more minutes are worked. */
function onClock({ from, to }: Minutes, day: Day, zone: string): Minutes {
  return { from: momentOf(from, day, zone), to: momentOf(to, day, zone) };
}

function momentOf(minute: number, day: Day, zone: string): number {
  if (minute >= WHOLE_DAY.to) return startOfDay(day.add({ days: 1 }), zone).epochMilliseconds;
  const plainTime = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });
  return minute === 0
    ? startOfDay(day, zone).epochMilliseconds
    : day.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
}

function lengthWithin(part: Minutes, bounds: Minutes): number {
  return Math.max(0, Math.min(part.to, bounds.to) - Math.max(part.from, bounds.from));
}

/** Two holidays may take the same hours: nothing is lost twice. */
function mergeParts(parts: readonly Minutes[]): readonly Minutes[] {
  const merged: Minutes[] = [];
  for (const next of parts.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && next.from <= last.to)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else merged.push(next);
  }
  return merged;
}
