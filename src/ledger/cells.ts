import { sql, type RawBuilder } from 'kysely';
import { DEAL_MEASURES } from '#model/measure.ts';
import { markDirty, type PersonDay } from '#store/dirty-days.ts';
import type { Store } from '#store/store.ts';
import { adjustActivities, COUNTED } from './locked-activities.ts';
import { isLocked, type Locks, locksOf } from './locks.ts';
import { numberedPlacements, placementRelation } from './placements.ts';
import { keepStatistics } from './statistics.ts';
import { inTurn } from './turn.ts';

export interface RefreshOptions {
  readonly now: Temporal.Instant;
  /** Most dirty days of people re-read in one transaction. */
  readonly limit?: number;
}

export interface Refreshed {
  readonly cells: number;
  readonly more: boolean;
}

const SLICE = 2000;

/**
 * Re-reads the next slice of dirty days: removes what the cells hold of each (person, day) and sums it afresh from
 * live entries and counted activities. Nothing is added or subtracted, so a lost or repeated mark cannot make a cell
 * drift. Tells `figures.changed` with the days touched.
 */
export async function refreshCells(store: Store, { now, limit = SLICE }: RefreshOptions): Promise<Refreshed> {
  const refreshed = await inTurn(store, async (tx): Promise<Refreshed> => {
    const dirty = await takeDirty(tx, limit);
    if (dirty.length === 0) return { cells: 0, more: false };
    const locks = await locksOf(tx, now);
    const adjusted = await adjustActivities(tx, dirty, { locks, now });
    await markDirty(tx, adjusted);
    const people = [...new Set(dirty.map((it) => it.person_id))];
    const placement = placementRelation(await numberedPlacements(tx, people));
    const grain = sql`unnest(${dirty.map((it) => it.person_id)}::text[], ${dirty.map((it) => it.day)}::date[])
      as d(person_id, day)`;
    await sql`
      delete from ${tx.table('cell')} where (person_id, day) in (select * from ${grain})`.execute(tx.db);
    // LATERAL per dirty day: a plain join to a range of days would scan every entry.
    await sql`
      insert into ${tx.table('cell')}
        (person_id, day, measure, lineage_id, role_id, territory_id, currency, amount, n)
      select d.person_id, d.day, s.*
      from ${grain}
      join ${placement} on p.person_id = d.person_id and d.day >= p.from_on and d.day < p.to_on
      cross join lateral (${entrySums(tx)} union all ${activitySums(tx, locks)}) s`.execute(tx.db);
    await tellChanged(tx, dirty, now);
    return { cells: dirty.length, more: dirty.length === limit || adjusted.length > 0 };
  });
  if (refreshed.more) await keepStatistics(store);
  return refreshed;
}

async function takeDirty(tx: Store, limit: number): Promise<readonly PersonDay[]> {
  const marks = tx.table('dirty_cell');
  // Waits for everyone who is marking days: a mark found already set in an open transaction would else be lost.
  await sql`lock table ${marks} in share row exclusive mode`.execute(tx.db);
  const { rows } = await sql<PersonDay>`
    delete from ${marks} where (person_id, day) in (
      select person_id, day from ${marks} order by person_id, day limit ${limit}
    ) returning person_id, day`.execute(tx.db);
  return rows;
}

/**
 * An entry and its reversal agree in all but the sign of the amount, so that both leave no trace in the sums. Where a
 * lock has sent them to different days, a cell may hold less than nothing, or an amount of no entries.
 */
function entrySums(tx: Store): RawBuilder<unknown> {
  return sql`
    select e.measure, e.lineage_id, e.role_id, e.territory_id, e.currency, sum(e.amount)::bigint as amount,
      sum(case when e.reverses is null then e.deals else -e.deals end)::bigint as n
    from ${tx.table('entry')} e
    where e.person_id = d.person_id and e.measure = any(${[...DEAL_MEASURES]}::text[]) and e.counts_on = d.day
    group by 1, 2, 3, 4, 5
    having sum(case when e.reverses is null then e.deals else -e.deals end) <> 0 or sum(e.amount) <> 0`;
}

/**
 * Activities count where their owner stood on the day: in the placement `p` that holds it. Those of a locked day count as
 * they are kept.
 */
function activitySums(tx: Store, { spans }: Locks): RawBuilder<unknown> {
  const live = sql`
    select a.kind, p.lineage_id, p.role_id, p.territory_id, count(*) as n
    from ${tx.table('activity')} a
    where a.owner_id = d.person_id and a.counts_on = d.day and ${COUNTED} and not ${isLocked(spans, sql`d.day`)}
    group by 1`;
  const kept = sql`
    select l.kind, l.lineage_id, l.role_id, l.territory_id, l.n
    from ${tx.table('locked_activity')} l
    where l.person_id = d.person_id and l.counts_on = d.day`;
  return sql`
    select kind, lineage_id, role_id, territory_id, '', sum(n)::bigint, sum(n)::bigint
    from (${spans.length === 0 ? live : sql`${live} union all ${kept}`}) a
    group by 1, 2, 3, 4 having sum(n) <> 0`;
}

async function tellChanged(tx: Store, dirty: readonly PersonDay[], now: Temporal.Instant): Promise<void> {
  const days = dirty.map((it) => it.day).sort();
  const payload = JSON.stringify({ from: days.at(0) ?? '', to: days.at(-1) ?? '', cells: dirty.length });
  const fact = { name: 'figures.changed', subject: 'cells', payload, at: now.toString() };
  await tx.db.insertInto('fact').values(fact).execute();
}
