import { sql, type RawBuilder } from 'kysely';
import { isBefore } from '#lib/days.ts';
import { ACTIVITY_MEASURES, type Measure } from '#model/measure.ts';
import type { Breakdown } from '#model/figure.ts';
import type { Store } from '#store/store.ts';
import type { Scope } from './question.ts';

/** Which column of a cell or entry names the subject of a breakdown. */
const SUBJECT_COLUMN: Readonly<Record<Breakdown, RawBuilder<unknown>>> = {
  person: sql`s.person_id`,
  team: sql`t.manager_id`,
  role: sql`s.role_id`,
  territory: sql`s.territory_id`,
  company: sql`'all'::text`,
};

/** The subject's id over a relation `s`, joined to the teams a lineage counts in where teams are asked for. */
export function subjectOf(by: Breakdown): RawBuilder<unknown> {
  return SUBJECT_COLUMN[by];
}

export function teamJoin(store: Store, by: Breakdown): RawBuilder<unknown> {
  return by === 'team' ? sql`join ${store.table('lineage_manager')} t on t.lineage_id = s.lineage_id` : sql``;
}

export function onlySubjects({ by, only }: Scope): RawBuilder<unknown> {
  if (!only || by === 'company') return sql``;
  return sql`and ${subjectOf(by)} = any(${[...only]}::text[])`;
}

/** Whether a record is owned by one of these people, '' being nobody, in a form that finds it by the index of owners. */
export function ownedBy(owner: RawBuilder<unknown>, people: ReadonlySet<string>): RawBuilder<unknown> {
  const nobody = people.has('') ? sql`or ${owner} is null` : sql``;
  return sql`(${owner} = any(${[...people]}::text[]) ${nobody})`;
}

/** The day on which an entry of a relation counts: the one it is reported on, or restated the one it is due on. */
export function entryDay(relation: string, { basis }: Scope): RawBuilder<unknown> {
  return sql.ref(`${relation}.${basis === 'restated' ? 'effective_on' : 'counts_on'}`);
}

/** The days of the period that count: work planned after the day of the view is not done yet. */
export function daysOf({ period, view }: Scope, measures: readonly Measure[]): { from: string; to: string } {
  const tomorrow = view.day.add({ days: 1 });
  const clipped = isActivity(measures) && isBefore(tomorrow, period.end);
  return { from: period.start.toString(), to: (clipped ? tomorrow : period.end).toString() };
}

export function isActivity(measures: readonly Measure[]): boolean {
  return measures.some((measure) => ACTIVITY_MEASURES.some((it) => it === measure));
}
