import { KINDS, localDay } from './activities.ts';
import type { CsvRow, OrgTables } from './org-tables.ts';

/** What was done about deals: who answered them how soon, and whether they are kept in touch with. */
export interface Responses {
  /** Business minutes to the owner's first touch; running until now; undefined for a closed deal nobody answered. */
  first(deal: Waiting): { readonly days: number; readonly isRunning: boolean } | undefined;
  /** Whether the last 7 days saw a touch and a next one has a date. */
  isFollowedUp(dealId: string): boolean;
}

interface Waiting {
  readonly id: string;
  readonly owner: string;
  readonly createdAt: string;
  readonly isClosed: boolean;
}

interface Touch {
  readonly owner: string;
  readonly at: number | undefined;
  readonly day: string;
  readonly isMeeting: boolean;
}

const MINUTE = 60_000;

export function readResponses(org: OrgTables): Responses {
  const touches = Map.groupBy(touchesOf(org), ([about]) => about);
  const planned = new Set(plannedTasks(org).map((row) => row['WhatId']));
  const touchesFor = (id: string) => (touches.get(id) ?? []).map(([, touch]) => touch);
  const minutes = workingMinutes(org.zone);
  const now = Date.parse(org.now ?? `${org.today}T23:59:59Z`);
  const since = Temporal.PlainDate.from(org.today).subtract({ days: 6 }).toString();
  return {
    first({ id, owner, createdAt, isClosed }) {
      const from = moment(createdAt);
      const answers = touchesFor(id).flatMap((it) =>
        it.owner === owner && it.at !== undefined && it.at >= from && it.at < now ? [it.at] : [],
      );
      if (answers.length === 0 && isClosed) return undefined;
      return {
        days: minutes(from, answers.length === 0 ? now : Math.min(...answers)),
        isRunning: answers.length === 0,
      };
    },
    isFollowedUp(id) {
      const own = touchesFor(id);
      const isTouched = own.some((it) => since <= it.day && it.day <= org.today);
      return isTouched && (planned.has(id) || own.some((it) => it.isMeeting && it.day > org.today));
    },
  };
}

/** Calls, e-mails and meetings with the record they are about. */
function touchesOf(org: OrgTables): readonly (readonly [string, Touch])[] {
  const tasks = org.rows('Task').flatMap((row): (readonly [string, Touch])[] => {
    const isCounted = KINDS[row['TaskSubtype'] || row['Type'] || ''] && row['IsClosed'] === 'true';
    if (!isCounted || row['IsDeleted'] === 'true' || row['IsRecurrence'] === 'true') return [];
    const stamp = row['CompletedDateTime'];
    const day = stamp ? localDay(stamp, org.zone) : row['ActivityDate'] || createdOn(row, org);
    return [[row['WhatId'] ?? '', touch(row, { stamp, day, isMeeting: false })]];
  });
  const events = org.rows('Event').flatMap((row): (readonly [string, Touch])[] => {
    if (['IsDeleted', 'IsChild', 'IsRecurrence', 'IsPrivate'].some((flag) => row[flag] === 'true')) return [];
    const wholeDay = row['IsAllDayEvent'] === 'true';
    const start = row['StartDateTime'];
    const day =
      (wholeDay && row['ActivityDate']) || (start ? localDay(start, org.zone) : row['ActivityDate']);
    const stamp = wholeDay ? undefined : start;
    return day ? [[row['WhatId'] ?? '', touch(row, { stamp, day, isMeeting: true })]] : [];
  });
  return [...tasks, ...events];
}

function touch(
  row: CsvRow,
  given: { readonly stamp: string | undefined; readonly day: string; readonly isMeeting: boolean },
): Touch {
  const { stamp, day, isMeeting } = given;
  return { owner: row['OwnerId'] ?? '', at: stamp ? moment(stamp) : undefined, day, isMeeting };
}

function plannedTasks(org: OrgTables): readonly CsvRow[] {
  return org
    .rows('Task')
    .filter(
      (row) =>
        row['IsClosed'] !== 'true' &&
        row['IsDeleted'] !== 'true' &&
        row['IsRecurrence'] !== 'true' &&
        (row['ActivityDate'] ?? '') >= org.today,
    );
}

/** Minutes from Monday to Friday between nine and five; these companies keep no business hours of their own. */
function workingMinutes(zone: string): (from: number, to: number) => number {
  const shifts = new Map<string, readonly [number, number]>();
  const shiftOf = (day: Temporal.PlainDate) => {
    const known = shifts.get(day.toString());
    if (known) return known;
    const at = (hour: string) =>
      day.toZonedDateTime({ timeZone: zone, plainTime: hour }).toInstant().epochMilliseconds;
    const shift = day.dayOfWeek > 5 ? ([0, 0] as const) : ([at('09:00'), at('17:00')] as const);
    shifts.set(day.toString(), shift);
    return shift;
  };
  const dayOf = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  return (from, to) => {
    const [start, end] = [Math.floor(from / MINUTE) * MINUTE, Math.floor(to / MINUTE) * MINUTE];
    let total = 0;
    for (
      let day = dayOf(start);
      Temporal.PlainDate.compare(day, dayOf(end)) <= 0;
      day = day.add({ days: 1 })
    ) {
      const [opens, closes] = shiftOf(day);
      total += Math.max(0, Math.min(end, closes) - Math.max(start, opens));
    }
    return total / MINUTE;
  };
}

function createdOn(row: CsvRow, org: OrgTables): string {
  return localDay(row['CreatedDate'] ?? '', org.zone);
}

function moment(stamp: string): number {
  return Date.parse(stamp.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
}
