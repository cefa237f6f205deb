import { sql, type RawBuilder } from 'kysely';
import { ACTIVITY_MEASURES } from '#model/measure.ts';
import type { LockedSpan } from '#model/period-locks.ts';
import type { PersonDay } from '#store/dirty-days.ts';
import type { Store } from '#store/store.ts';
import { causeOf, isLocked, type Locks } from './locks.ts';
import { numberedPlacements, type NumberedPlacement, placementRelation } from './placements.ts';

/** Days [from, to) as ISO text. */
type Days = Pick<LockedSpan, 'from' | 'to'>;

/** Whether activities `a` count at all. */
export const COUNTED = sql`not a.is_deleted and a.double_of is null
  and a.kind = any(${[...ACTIVITY_MEASURES]}::text[])`;

const OPENED = 'its period was opened again';
const COLUMNS = sql`activity_id, person_id, kind, due_on, counts_on, lineage_id, role_id, territory_id, n, cause, known_at`;

/**
 * Keeps which calls, e-mails and meetings these days count, and where their owners stood, as far as it is not kept yet.
 * Call it in the ledger's turn as the days are locked.
 */
export async function keepActivities(tx: Store, span: Days, now: Temporal.Instant): Promise<void> {
  const kept = tx.table('locked_activity');
  const inSpan = (column: string) =>
    sql`${sql.ref(column)} >= ${span.from}::date and ${sql.ref(column)} < ${span.to}::date`;
  const { rows: owners } = await sql<{ id: string }>`
    select distinct a.owner_id as id from ${tx.table('activity')} a
    where ${inSpan('a.counts_on')} and a.owner_id is not null`.execute(tx.db);
  const people = await numberedPlacements(
    tx,
    owners.map(({ id }) => id),
  );
  if (people.length === 0) return;
  await sql`
    with known as (
      select activity_id, person_id, kind, due_on from ${kept} where ${inSpan('due_on')}
      group by 1, 2, 3, 4 having sum(n) <> 0
    )
    insert into ${kept} (${COLUMNS})
    select a.id, a.owner_id, a.kind, a.counts_on, a.counts_on, p.lineage_id, p.role_id, p.territory_id, 1, null,
      ${now.toString()}::timestamptz
    from ${placementRelation(people)}
    join ${tx.table('activity')} a
      on a.owner_id = p.person_id and a.counts_on >= p.from_on and a.counts_on < p.to_on
    where ${inSpan('a.counts_on')} and ${COUNTED}
      and (a.id, a.owner_id, a.kind, a.counts_on) not in (select * from known)
    order by a.counts_on, a.id`.execute(tx.db);
}

/**
 * Compares what locked days among these count with the activities as they are. What differs is reported on the open day,
 * with its cause. Returns the days on which figures change by it.
 */
export async function adjustActivities(
  tx: Store,
  days: readonly PersonDay[],
  { locks, now }: { readonly locks: Locks; readonly now: Temporal.Instant },
): Promise<readonly PersonDay[]> {
  const locked = days.filter(({ day }) => locks.spans.some(({ from, to }) => from <= day && day < to));
  if (locked.length === 0) return [];
  const people = await numberedPlacements(tx, [...new Set(locked.map((it) => it.person_id))]);
  const { rows } = await sql<PersonDay>`
    with days as (
      select * from unnest(${locked.map((it) => it.person_id)}::text[], ${locked.map((it) => it.day)}::date[])
        as d (person_id, day)
    ), kept as (${keptOn(tx)}), live as (${liveOn(tx, people)}), moved as (${differences(tx)})
    insert into ${tx.table('locked_activity')} (${COLUMNS})
    select activity_id, person_id, kind, due_on, ${locks.openDay}::date, lineage_id, role_id, territory_id, n,
      ${causeOf(locks, sql`due_on`, sql`what`)}, ${now.toString()}::timestamptz
    from moved order by due_on, activity_id, n
    returning person_id, counts_on as day`.execute(tx.db);
  return rows;
}

/** What is kept of `days`, corrections included. */
function keptOn(tx: Store): RawBuilder<unknown> {
  return sql`
    select l.activity_id, l.person_id, l.kind, l.due_on, l.lineage_id, l.role_id, l.territory_id, sum(l.n) as n
    from days join ${tx.table('locked_activity')} l on l.person_id = days.person_id and l.due_on = days.day
    group by 1, 2, 3, 4, 5, 6, 7 having sum(l.n) <> 0`;
}

/** What counts on `days` as Salesforce has it now. */
function liveOn(tx: Store, people: readonly NumberedPlacement[]): RawBuilder<unknown> {
  return sql`
    select a.id as activity_id, a.owner_id as person_id, a.kind, a.counts_on as due_on, p.lineage_id, p.role_id,
      p.territory_id
    from days
    join ${tx.table('activity')} a on a.owner_id = days.person_id and a.counts_on = days.day
    join ${placementRelation(people)}
      on p.person_id = days.person_id and days.day >= p.from_on and days.day < p.to_on
    where ${COUNTED}`;
}

/** What is `kept` and not `live` any more, and what is `live` and not `kept` yet, and why. */
function differences(tx: Store): RawBuilder<unknown> {
  const same = sql`(v.activity_id, v.person_id, v.kind, v.due_on) = (k.activity_id, k.person_id, k.kind, k.due_on)`;
  return sql`
    select k.activity_id, k.person_id, k.kind, k.due_on, k.lineage_id, k.role_id, k.territory_id, -k.n::integer as n,
      case when a.id is null or a.is_deleted then 'deleted' when a.double_of is not null then 'logged twice'
        else 'changed' end as what
    from kept k left join ${tx.table('activity')} a on a.id = k.activity_id
    where not exists (select from live v where ${same})
    union all
    select v.*, 1, case when exists (select from ${tx.table('locked_activity')} l where l.activity_id = v.activity_id)
      then 'changed' else 'logged late' end
    from live v
    where not exists (select from kept k where ${same})`;
}

/**
 * Lets go of what is kept of days that are not locked any more, so that they follow Salesforce again. What was reported of
 * them in a period that still is locked stays, and is taken back on the open day. Returns the days on which figures
 * change by it.
 */
export async function releaseActivities(
  tx: Store,
  { locks, now }: { readonly locks: Locks; readonly now: Temporal.Instant },
): Promise<readonly PersonDay[]> {
  const kept = tx.table('locked_activity');
  const free = sql`not ${isLocked(locks.spans, sql`l.due_on`)}`;
  const { rows } = await sql<PersonDay & { readonly due: string }>`
    delete from ${kept} l
    where ${free} and not ${isLocked(locks.spans, sql`l.counts_on`)} and l.cause is distinct from ${OPENED}
    returning person_id, counts_on as day, due_on as due`.execute(tx.db);
  const left = await sql<PersonDay & { readonly due: string }>`
    insert into ${kept} (${COLUMNS})
    select l.activity_id, l.person_id, l.kind, l.due_on, ${locks.openDay}::date, l.lineage_id, l.role_id,
      l.territory_id, -sum(l.n), ${OPENED}, ${now.toString()}::timestamptz
    from ${kept} l where ${free}
    group by 1, 2, 3, 4, 6, 7, 8 having sum(l.n) <> 0
    returning person_id, counts_on as day, due_on as due`.execute(tx.db);
  return [...rows, ...left.rows].flatMap(({ person_id, day, due }) => [
    { person_id, day },
    { person_id, day: due },
  ]);
}
