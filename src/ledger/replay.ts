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
  const entry = tx.table('entry');
  await sql`
    with placement as (select * from ${placementRelation(batch.placements)}),
    fresh as (
      select b.id from unnest(${batch.dealIds}::text[]) as b(id)
      where not exists (select from ${entry} e where e.record_id = b.id)
    ),
    -- Of several states known from the same moment only the last could ever be seen.
    state as (
      select distinct on (s.opportunity_id, s.known_at) s.*
      from ${tx.table('deal_state')} s join fresh on s.opportunity_id = fresh.id
      where s.origin = 'history'
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
      from turn t join ${tx.table('opportunity')} o on o.id = t.opportunity_id
      where t.turned
    ),
    stretch as (
      select w.*, d.known_at, d.until
      from deal d cross join lateral (
        ${wantedEntries({ deal: sql`(select d.*)`, placement: sql`placement`, zone: batch.zone })}
      ) w
    ),
    credited as (
      insert into ${entry} (person_id, measure, amount, currency, effective_on, lineage_id, role_id, territory_id,
        record_id, rule, known_at, reconstructed)
      select person_id, measure, amount, currency, effective_on, lineage_id, role_id, territory_id,
        record_id, rule, known_at, true
      from stretch
      returning *
    ),
    ended as (
      insert into ${entry} (person_id, measure, amount, currency, effective_on, lineage_id, role_id, territory_id,
        record_id, rule, known_at, reconstructed, reverses)
      select c.person_id, c.measure, -c.amount, c.currency, c.effective_on, c.lineage_id, c.role_id, c.territory_id,
        c.record_id, c.rule, s.until, true, c.id
      from credited c
      join stretch s on s.record_id = c.record_id and s.known_at = c.known_at and s.measure = c.measure
      where s.until is not null
    )
    insert into ${tx.table('dirty_cell')} (person_id, day)
    select distinct person_id, effective_on from credited on conflict do nothing`.execute(tx.db);
}
