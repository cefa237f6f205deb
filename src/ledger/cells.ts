import { sql, type RawBuilder } from 'kysely';
import { ACTIVITY_MEASURES, DEAL_MEASURES } from '#model/measure.ts';
import type { Store } from '#store/store.ts';
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

interface DirtyDay {
  readonly person_id: string;
  readonly day: string;
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
      cross join lateral (${entrySums(tx)} union all ${activitySums(tx)}) s`.execute(tx.db);
    await tellChanged(tx, dirty, now);
    return { cells: dirty.length, more: dirty.length === limit };
  });
  if (refreshed.more) await keepStatistics(store);
  return refreshed;
}

async function takeDirty(tx: Store, limit: number): Promise<readonly DirtyDay[]> {
  const marks = tx.table('dirty_cell');
  // Waits for everyone who is marking days: a mark found already set in an open transaction would else be lost.
  await sql`lock table ${marks} in share row exclusive mode`.execute(tx.db);
  const { rows } = await sql<DirtyDay>`
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

/** Activities count where their owner stood on the day: in the placement `p` that holds it. */
function activitySums(tx: Store): RawBuilder<unknown> {
  return sql`
    select a.kind, p.lineage_id, p.role_id, p.territory_id, '', count(*), count(*)
    from ${tx.table('activity')} a
    where a.owner_id = d.person_id and a.counts_on = d.day and not a.is_deleted and a.double_of is null
      and a.kind = any(${[...ACTIVITY_MEASURES]}::text[])
    group by 1`;
}

async function tellChanged(tx: Store, dirty: readonly DirtyDay[], now: Temporal.Instant): Promise<void> {
  const days = dirty.map((it) => it.day).sort();
  const payload = JSON.stringify({ from: days.at(0) ?? '', to: days.at(-1) ?? '', cells: dirty.length });
  const fact = { name: 'figures.changed', subject: 'cells', payload, at: now.toString() };
  await tx.db.insertInto('fact').values(fact).execute();
}
