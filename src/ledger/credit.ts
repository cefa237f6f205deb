import { sql } from 'kysely';
import { Bug } from '#lib/errors.ts';
import type { Store } from '#store/store.ts';
import { followMoves } from './moves.ts';
import { tellOutcomes, type Outcome } from './outcomes.ts';
import { numberedPlacements, placementRelation } from './placements.ts';
import { replayHistory, type Batch } from './replay.ts';
import { keepStatistics } from './statistics.ts';
import { inTurn } from './turn.ts';
import { wantedEntries } from './wanted.ts';

export interface CreditOptions {
  readonly now: Temporal.Instant;
  /** Most changed deals looked at in one transaction: what bounds the time others wait for an embedded store. */
  readonly limit?: number;
}

export interface Credited {
  /** Changed deals looked at. */
  readonly deals: number;
  /** Whether another slice is waiting. */
  readonly more: boolean;
}

const SLICE = 2000;

/**
 * Credits the next slice of changed deals: compares the live entries of each with those its owner should have, and
 * appends reversals and new entries. Entries are never updated or deleted. Safe to run twice and in any process:
 * the marks of change, the entries, the dirty cells and the facts told are one transaction.
 */
export async function creditChanged(store: Store, { now, limit = SLICE }: CreditOptions): Promise<Credited> {
  const credited = await inTurn(store, async (tx): Promise<Credited> => {
    await followMoves(tx);
    const taken = await takeChanged(tx, limit);
    const dealIds = [...new Set(taken)];
    if (dealIds.length === 0) return { deals: 0, more: false };
    const batch: Batch = {
      dealIds,
      zone: await zoneOf(tx),
      placements: await numberedPlacements(tx, await ownersOf(tx, dealIds)),
    };
    await replayHistory(tx, batch);
    await tellOutcomes(tx, await appendDifferences(tx, batch, now), now);
    return { deals: dealIds.length, more: taken.length === limit };
  });
  if (credited.more) await keepStatistics(store);
  return credited;
}

/** Takes the oldest marks. Exactly the marks read are removed: one committed late keeps its turn. */
async function takeChanged(tx: Store, limit: number): Promise<readonly string[]> {
  const changed = tx.table('changed_record');
  const { rows } = await sql<{ record_id: string }>`
    delete from ${changed} where seq in (
      select seq from ${changed} where object = 'opportunity' order by seq limit ${limit}
    ) returning record_id`.execute(tx.db);
  return rows.map((row) => row.record_id);
}

async function zoneOf(tx: Store): Promise<string> {
  const organization = await tx.db.selectFrom('organization').select('time_zone').executeTakeFirst();
  if (!organization) throw new Bug('deals were read before the organization');
  return organization.time_zone;
}

/** Everyone who owns, or in Salesforce's history owned, one of these deals; '' for nobody. */
async function ownersOf(tx: Store, dealIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ owner: string }>`
    with batch as (select unnest(${dealIds}::text[]) as id)
    select coalesce(o.owner_id, '') as owner from batch b
    cross join lateral (select owner_id from ${tx.table('opportunity')} where id = b.id offset 0) o
    union
    select coalesce(s.owner_id, '') from batch b
    cross join lateral (
      select owner_id from ${tx.table('deal_state')} where opportunity_id = b.id and origin = 'history' offset 0
    ) s`.execute(tx.db);
  return rows.map((row) => row.owner);
}

/**
 * In these statements OFFSET 0 keeps a lateral lookup a lookup: a planner that has seen few rows yet would else join
 * the whole table to a handful of deals.
 *
 * Appends what the live entries lack and reverses what they have too much. Where a person stands today is no reason
 * to credit anew: team, role and the owner's territory stay as they were credited; only the deal's own territory
 * counts as a change. Returns the deals that were won, lost or reopened.
 */
async function appendDifferences(
  tx: Store,
  batch: Batch,
  now: Temporal.Instant,
): Promise<readonly Outcome[]> {
  const entry = tx.table('entry');
  const state = tx.table('deal_state');
  const { rows } = await sql<Outcome>`
    with placement as materialized (select * from ${placementRelation(batch.placements)}),
    deal as (
      -- Only deals of the first load have no state that we observed ourselves: what we learn of them is as old as it is.
      select o.*, coalesce(s.old, false) as old,
        case when s.old then s.known_at else greatest(s.known_at, ${now.toString()}::timestamptz) end as known_at,
        null::timestamptz as until
      from unnest(${batch.dealIds}::text[]) as b(id)
      cross join lateral (select * from ${tx.table('opportunity')} where id = b.id offset 0) o
      cross join lateral (
        select max(known_at) as known_at, bool_and(s.origin = 'history') as old from ${state} s
        where s.opportunity_id = o.id
      ) s
    ),
    wanted as (${wantedEntries({ deal: sql`deal`, placement: sql`placement`, zone: batch.zone })}),
    live as (
      select e.* from deal d
      cross join lateral (
        select * from ${entry} e where e.record_id = d.id and e.reverses is null
          and not exists (select from ${entry} r where r.reverses = e.id)
        offset 0
      ) e
    ),
    kept as (
      select l.id, w.record_id, w.rule, w.measure
      from live l
      join deal d on d.id = l.record_id
      join wanted w on (w.record_id, w.rule, w.measure, w.person_id, w.amount, w.currency, w.effective_on)
        = (l.record_id, l.rule, l.measure, l.person_id, l.amount, l.currency, l.effective_on)
      where case when d.territory_id is not null then d.territory_id = l.territory_id else (
        select s.territory_id from ${state} s where s.opportunity_id = d.id and s.known_at <= l.known_at
        order by s.known_at desc, s.seq desc limit 1
      ) is null end
    ),
    reversed as (
      insert into ${entry} (person_id, measure, amount, currency, effective_on, lineage_id, role_id, territory_id,
        record_id, rule, known_at, reconstructed, reverses)
      select l.person_id, l.measure, -l.amount, l.currency, l.effective_on, l.lineage_id, l.role_id, l.territory_id,
        l.record_id, l.rule, d.known_at, d.old, l.id
      from live l join deal d on d.id = l.record_id
      where l.id not in (select id from kept)
      returning person_id, effective_on
    ),
    credited as (
      insert into ${entry} (person_id, measure, amount, currency, effective_on, lineage_id, role_id, territory_id,
        record_id, rule, known_at, reconstructed)
      select w.person_id, w.measure, w.amount, w.currency, w.effective_on, w.lineage_id, w.role_id, w.territory_id,
        w.record_id, w.rule, w.known_at, d.old
      from wanted w join deal d on d.id = w.record_id
      where (w.record_id, w.rule, w.measure) not in (select record_id, rule, measure from kept)
      returning person_id, effective_on
    ),
    dirty as (
      insert into ${tx.table('dirty_cell')} (person_id, day)
      select person_id, effective_on from reversed union select person_id, effective_on from credited
      on conflict do nothing
    ),
    outcome as (select record_id, measure from live where measure in ('won', 'lost')),
    outcome_now as (select record_id, measure from wanted where measure in ('won', 'lost'))
    select d.id as "dealId", d.name, coalesce(d.owner_id, '') as "ownerId", d.amount, d.currency,
      d.close_on as "closeOn", d.is_deleted as "isDeleted", o.measure as was, n.measure as became
    from deal d
    left join outcome o on o.record_id = d.id
    left join outcome_now n on n.record_id = d.id
    where not d.old and o.measure is distinct from n.measure
    order by d.id`.execute(tx.db);
  return rows;
}
