import type { CsvRow, OrgTables } from './org-tables.ts';

/** A call, e-mail or meeting on the local day it counts. */
export interface Activity {
  readonly kind: 'call' | 'email' | 'meeting';
  readonly day: string;
}

const KINDS: Readonly<Record<string, 'call' | 'email'>> = {
  Call: 'call',
  Email: 'email',
  ListEmail: 'email',
};

/** Every activity of the org that counts, with its owner: tasks that are done, and meetings for their organizer. */
export function* readActivities(org: OrgTables): Generator<Activity & { readonly owner: string }> {
  for (const row of org.rows('Task')) {
    const kind = KINDS[row['TaskSubtype'] || row['Type'] || ''];
    if (!kind || row['IsClosed'] !== 'true' || isAny(row, ['IsDeleted', 'IsRecurrence'])) continue;
    const stamp = row['CompletedDateTime'];
    const day = stamp
      ? localDay(stamp, org.zone)
      : row['ActivityDate'] || localDay(row['CreatedDate'] ?? '', org.zone);
    yield { kind, day, owner: row['OwnerId'] ?? '' };
  }
  for (const row of org.rows('Event')) {
    if (isAny(row, ['IsDeleted', 'IsChild', 'IsRecurrence', 'IsPrivate'])) continue;
    const wholeDay = row['IsAllDayEvent'] === 'true' && row['ActivityDate'];
    const day =
      wholeDay || (row['StartDateTime'] ? localDay(row['StartDateTime'], org.zone) : row['ActivityDate']);
    if (day) yield { kind: 'meeting', day, owner: row['OwnerId'] ?? '' };
  }
}

/** The calendar day of a Salesforce stamp such as 2017-03-01T18:00:00.000+0000 in a zone. */
export function localDay(stamp: string, zone: string): string {
  const instant = Temporal.Instant.from(stamp.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return instant.toZonedDateTimeISO(zone).toPlainDate().toString();
}

function isAny(row: CsvRow, flags: readonly string[]): boolean {
  return flags.some((flag) => row[flag] === 'true');
}
