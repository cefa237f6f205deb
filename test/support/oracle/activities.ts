import type { CsvRow, OrgTables } from './org-tables.ts';

/** A call, e-mail or meeting on the local day it counts. */
export interface Activity {
  readonly id: string;
  readonly kind: 'call' | 'email' | 'meeting';
  readonly day: string;
  /** Local day on which it was put into Salesforce; '' where that is not known. */
  readonly createdOn: string;
  readonly about: string;
}

type Owned = Activity & { readonly owner: string };

interface Logged extends Owned {
  readonly isEvent: boolean;
  readonly minute: string;
  readonly subject: string;
}

export const KINDS: Readonly<Record<string, 'call' | 'email'>> = {
  Call: 'call',
  Email: 'email',
  ListEmail: 'email',
};

/** Every activity of the org that counts, with its owner; what was logged twice comes once. */
export function readActivities(org: OrgTables): readonly Owned[] {
  const groups = Map.groupBy(logged(org), (it) => `${it.owner} ${it.day} ${it.about}`);
  return [...groups.values()].flatMap((group) => (group[0]?.about === '' ? group : withoutDoubles(group)));
}

/** Of one person, day and record: events first, then by time, then by id; each that repeats an earlier one is left out. */
function withoutDoubles(group: readonly Logged[]): readonly Logged[] {
  const key = (it: Logged) => `${it.isEvent ? 0 : 1} ${it.minute || '9'} ${it.id}`;
  const sorted = group.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  return sorted.filter((it, index) => !sorted.slice(0, index).some((earlier) => isSame(earlier, it)));
}

function isSame(a: Logged, b: Logged): boolean {
  const sameSubject = a.subject !== '' && a.subject === b.subject;
  if (a.isEvent !== b.isEvent && sameSubject) return true;
  if (a.kind !== b.kind) return false;
  return a.minute !== '' && b.minute !== '' ? a.minute === b.minute : sameSubject;
}

/** Tasks that are done, and meetings for their organizer. */
function* logged(org: OrgTables): Generator<Logged> {
  for (const row of org.rows('Task')) {
    const kind = KINDS[row['TaskSubtype'] || row['Type'] || ''];
    if (!kind || row['IsClosed'] !== 'true' || isAny(row, ['IsDeleted', 'IsRecurrence'])) continue;
    const stamp = row['CompletedDateTime'];
    const day = stamp
      ? localDay(stamp, org.zone)
      : row['ActivityDate'] || localDay(row['CreatedDate'] ?? '', org.zone);
    yield { kind, day, isEvent: false, minute: (stamp ?? '').slice(0, 16), ...shared(row, org) };
  }
  for (const row of org.rows('Event')) {
    if (isAny(row, ['IsDeleted', 'IsChild', 'IsRecurrence', 'IsPrivate'])) continue;
    const wholeDay = row['IsAllDayEvent'] === 'true' && row['ActivityDate'];
    const day =
      wholeDay || (row['StartDateTime'] ? localDay(row['StartDateTime'], org.zone) : row['ActivityDate']);
    const minute = wholeDay ? '' : (row['StartDateTime'] ?? '').slice(0, 16);
    if (day) yield { kind: 'meeting', day, isEvent: true, minute, ...shared(row, org) };
  }
}

function shared(
  row: CsvRow,
  org: OrgTables,
): Pick<Logged, 'id' | 'owner' | 'about' | 'subject' | 'createdOn'> {
  return {
    id: row['Id'] ?? '',
    owner: row['OwnerId'] ?? '',
    about: row['WhatId'] || row['AccountId'] || '',
    subject: (row['Subject'] ?? '').trim().toLowerCase(),
    createdOn: row['CreatedDate'] ? localDay(row['CreatedDate'], org.zone) : '',
  };
}

/** The calendar day of a Salesforce stamp such as 2017-03-01T18:00:00.000+0000 in a zone. */
export function localDay(stamp: string, zone: string): string {
  const instant = Temporal.Instant.from(stamp.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return instant.toZonedDateTimeISO(zone).toPlainDate().toString();
}

function isAny(row: CsvRow, flags: readonly string[]): boolean {
  return flags.some((flag) => row[flag] === 'true');
}
