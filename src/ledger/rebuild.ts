import { sql, type RawBuilder } from 'kysely';
import { MEASURES } from '#model/measure.ts';
import type { LockedSpan } from '#model/period-locks.ts';
import type { Store } from '#store/store.ts';
import { COUNTED } from './locked-activities.ts';
import { isLocked, lockedPeriods } from './locks.ts';
import { numberedPlacements, placementRelation, type NumberedPlacement } from './placements.ts';
import { keepStatistics } from './statistics.ts';
import { inTurn } from './turn.ts';

/** A calendar month, half-open. */
interface Slice {
  readonly from: string;
  readonly to: string;
}

/**
 * Makes all day cells equal to the sums of live entries and counted activities, month by month, so that an embedded
 * store answers in between. Entries are not touched. Reports how many months of how many are done.
 */
export async function rebuildCells(
  store: Store,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<void> {
  await keepStatistics(store);
  const people = await inTurn(store, async (tx) => numberedPlacements(tx, await everyOwner(tx)));
  const slices = await months(store);
  for (const [index, slice] of slices.entries()) {
    await inTurn(store, async (tx) => rebuildSlice(tx, { slice, people, spans: await lockedPeriods(tx) }));
    onProgress(index + 1, slices.length);
  }
  await keepStatistics(store);
}

interface Part {
  readonly slice: Slice;
  readonly people: readonly NumberedPlacement[];
  readonly spans: readonly LockedSpan[];
}

const KEY = sql`person_id, day, measure, lineage_id, role_id, territory_id, currency`;

/** Sums a month afresh and writes what differs: writing a cell takes five times as long as summing it. */
async function rebuildSlice(tx: Store, { slice, people, spans }: Part): Promise<void> {
  const cell = tx.table('cell');
  const marks = tx.table('dirty_cell');
  await sql`lock table ${marks} in share row exclusive mode`.execute(tx.db);
  // What changed about a locked day is yet to be reported on an open one: its marks stay.
  await sql`
    delete from ${marks} where day >= ${slice.from}::date and day < ${slice.to}::date
      and not ${isLocked(spans, sql`day`)}`.execute(tx.db);
  const inMonth = sql`
    measure = any(${[...MEASURES]}::text[]) and day >= ${slice.from}::date and day < ${slice.to}::date`;
  // EXCEPT hashes both sides whatever the planner believes; an anti-join may fall into a loop within a loop.
  await sql`
    with fresh(${KEY}, amount, n) as materialized (
      ${entrySums(tx, slice)} union all ${activitySums(tx, { slice, people, spans })}
    ),
    kept as materialized (select ${KEY}, amount, n from ${cell} where ${inMonth}),
    removed as (
      delete from ${cell} where ${inMonth} and (${KEY}) in (select ${KEY} from kept except select ${KEY} from fresh)
    )
    insert into ${cell} (${KEY}, amount, n)
    select * from fresh except select * from kept
    on conflict (${KEY}) do update set amount = excluded.amount, n = excluded.n`.execute(tx.db);
}

function entrySums(tx: Store, slice: Slice): RawBuilder<unknown> {
  return sql`
    select e.person_id, e.counts_on, e.measure, e.lineage_id, e.role_id, e.territory_id, e.currency,
      sum(e.amount)::bigint, sum(case when e.reverses is null then e.deals else -e.deals end)::bigint
    from ${tx.table('entry')} e
    where e.counts_on >= ${slice.from}::date and e.counts_on < ${slice.to}::date
    group by 1, 2, 3, 4, 5, 6, 7
    having sum(case when e.reverses is null then e.deals else -e.deals end) <> 0 or sum(e.amount) <> 0`;
}

/**
 * One index range for each placement of a person: activities are ordered by owner and day. Those of locked days count as
 * they are kept.
 */
function activitySums(tx: Store, { slice, people, spans }: Part): RawBuilder<unknown> {
  const live = sql`
    select a.owner_id, a.counts_on, a.kind, p.lineage_id, p.role_id, p.territory_id, count(*) as n
    from ${placementRelation(people)}
    cross join lateral (
      select * from ${tx.table('activity')} a
      where a.owner_id = p.person_id and a.counts_on >= greatest(p.from_on, ${slice.from}::date)
        and a.counts_on < least(p.to_on, ${slice.to}::date)
    ) a
    where ${COUNTED} and not ${isLocked(spans, sql`a.counts_on`)}
    group by 1, 2, 3, 4, 5, 6`;
  const kept = sql`
    select l.person_id, l.counts_on, l.kind, l.lineage_id, l.role_id, l.territory_id, l.n
    from ${tx.table('locked_activity')} l
    where l.counts_on >= ${slice.from}::date and l.counts_on < ${slice.to}::date`;
  return sql`
    select owner_id, counts_on, kind, lineage_id, role_id, territory_id, '', sum(n)::bigint, sum(n)::bigint
    from (${spans.length === 0 ? live : sql`${live} union all ${kept}`}) a
    group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0`;
}

/** Every owner of an activity, by jumps along the index: there are far fewer owners than activities. */
async function everyOwner(tx: Store): Promise<readonly string[]> {
  const activity = tx.table('activity');
  const { rows } = await sql<{ id: string }>`
    with recursive owner(id) as (
      select min(owner_id) from ${activity}
      union all
      select (select min(a.owner_id) from ${activity} a where a.owner_id > owner.id) from owner
      where owner.id is not null
    )
    select id from owner where id is not null`.execute(tx.db);
  return rows.map((row) => row.id);
}

/** The months from the first day that anything counts on to the last. */
async function months(store: Store): Promise<readonly Slice[]> {
  const { rows } = await sql<{ first: string | null; last: string | null }>`
    select min(first) as first, max(last) as last from (
      select min(counts_on) as first, max(counts_on) as last from ${store.table('entry')}
      union all select min(counts_on), max(counts_on) from ${store.table('activity')}
      union all select min(counts_on), max(counts_on) from ${store.table('locked_activity')}
      union all select min(day), max(day) from ${store.table('cell')}
    ) days`.execute(store.db);
  const [range] = rows;
  if (!range?.first || !range.last) return [];
  const slices: Slice[] = [];
  let month = Temporal.PlainDate.from(range.first).with({ day: 1 });
  while (month.toString() <= range.last) {
    const next = month.add({ months: 1 });
    slices.push({ from: month.toString(), to: next.toString() });
    month = next;
  }
  return slices;
}
