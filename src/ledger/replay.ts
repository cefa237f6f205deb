import { sql } from 'kysely';
import type { Store } from '#store/store.ts';
import { placementRelation, type NumberedPlacement } from './placements.ts';
import { wantedEntries } from './wanted.ts';

export interface Batch {
  readonly dealIds: readonly string[];
  readonly placements: readonly NumberedPlacement[];
  readonly zone: string;
}

/**
 * Credits deals seen for the first time as if the ledger had been there: every stretch of Salesforce's own history
 * during which the deal was closed the same way gives entries known from its first moment, reversed at its end.
 * They are marked as reconstructed and no facts are told about them.
 */
export async function replayHistory(tx: Store, batch: Batch): Promise<void> {
  const fresh = await withoutEntries(tx, batch.dealIds);
  if (fresh.length === 0) return;
  const sequence = `${tx.schema}.entry`;
  await sql`
    with placement as materialized (select * from ${placementRelation(batch.placements)}),
    -- Of several states known from the same moment only the last could ever be seen.
    state as (
      select distinct on (s.opportunity_id, s.known_at) s.*
      from unnest(${fresh}::text[]) as f(id)
      cross join lateral (
        select * from ${tx.table('deal_state')} where opportunity_id = f.id and origin = 'history' offset 0
      ) s
      order by s.opportunity_id, s.known_at, s.seq desc
    ),
    turn as (
      select s.*,
        (owner_id, amount, currency, close_on, is_closed, is_won, is_deleted, territory_id) is distinct from
        lag((owner_id, amount, currency, close_on, is_closed, is_won, is_deleted, territory_id)) over deal as turned
      from state s window deal as (partition by opportunity_id order by known_at)
    ),
    deal as (
      select t.opportunity_id as id, t.owner_id, t.amount, t.currency, t.close_on, t.is_closed, t.is_won,
        t.is_deleted, t.territory_id, o.created_at, t.known_at,
        lead(t.known_at) over (partition by t.opportunity_id order by t.known_at) as until
      from turn t
      cross join lateral (select created_at from ${tx.table('opportunity')} where id = t.opportunity_id offset 0) o
      where t.turned
    ),
    -- Numbered here, so that an entry and its reversal can be written without looking the entry up.
    wanted as materialized (
      select nextval(pg_get_serial_sequence(${sequence}, 'id')) as id, w.*
      from (${wantedEntries({ deal: sql`deal`, placement: sql`placement`, zone: batch.zone })}) w
    ),
    written as (
      insert into ${tx.table('entry')} (id, person_id, measure, amount, currency, effective_on, lineage_id, role_id,
        territory_id, record_id, rule, known_at, reconstructed, reverses)
      select id, person_id, measure, amount, currency, effective_on, lineage_id, role_id,
        territory_id, record_id, rule, known_at, true, null
      from wanted
      union all
      select nextval(pg_get_serial_sequence(${sequence}, 'id')), person_id, measure, -amount, currency, effective_on,
        lineage_id, role_id, territory_id, record_id, rule, until, true, id
      from wanted where until is not null
    )
    insert into ${tx.table('dirty_cell')} (person_id, day)
    select distinct person_id, effective_on from wanted on conflict do nothing`.execute(tx.db);
}

async function withoutEntries(tx: Store, dealIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select b.id from unnest(${dealIds}::text[]) as b(id)
    where not exists (select from ${tx.table('entry')} e where e.record_id = b.id)`.execute(tx.db);
  return rows.map((row) => row.id);
}
