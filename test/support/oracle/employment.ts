import { localDay } from './activities.ts';
import type { Asked } from './facts.ts';
import type { OrgTables } from './org-tables.ts';

/** From when to when somebody worked here, in local days [from, to). */
export interface Employment {
  readonly personId: string;
  readonly from: string;
  readonly to: string;
}

const FOREVER = '9999-12-31';

/** Everybody since their user was created; who is no longer active left on the day the user was last changed. */
export function readEmployment(org: OrgTables): readonly Employment[] {
  const day = (stamp: string | undefined) => (stamp ? localDay(stamp, org.zone) : '0001-01-01');
  return org
    .rows('User')
    .filter((row) => (row['UserType'] || 'Standard') === 'Standard')
    .map((row) => ({
      personId: row['Id'] ?? '',
      from: day(row['CreatedDate']),
      to: row['IsActive'] === 'false' ? day(row['SystemModstamp'] || row['LastModifiedDate']) : FOREVER,
    }))
    .filter((it) => it.from < it.to);
}

/** The days that a head count goes by: the first of the span, and its last or today while it runs. */
export function employedSpan({ span, org }: Asked): { readonly first: string; readonly last: string } {
  const last = Temporal.PlainDate.from(span.end).subtract({ days: 1 }).toString();
  return { first: span.start, last: last < org.today ? last : org.today };
}

export function employedOn({ people, isHere }: Asked, day: string): readonly string[] {
  return people
    .filter((it) => it.from <= day && day < it.to && isHere(it.personId, day))
    .map((it) => it.personId);
}

/** Who left after the first day of the span, where they stood on their last day. */
export function leaversOf(asked: Asked): readonly string[] {
  const { first, last } = employedSpan(asked);
  return asked.people
    .filter((it) => first < it.to && it.to <= last)
    .filter((it) =>
      asked.isHere(it.personId, Temporal.PlainDate.from(it.to).subtract({ days: 1 }).toString()),
    )
    .map((it) => it.personId);
}
