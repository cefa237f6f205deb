import { sql, type RawBuilder } from 'kysely';
import type { Store } from '#store/store.ts';
import type { Batch } from './batch.ts';
import { CREDIT, wantedEntries } from './wanted.ts';

/**
 * Credits deals seen for the first time as if the ledger had been there: every stretch of Salesforce's own history
 * during which the deal was closed the same way gives entries known from its first moment, reversed at its end.
 * They are marked as reconstructed and no facts are told about them. Returns the deals seen for the first time.
 */
export async function replayHistory(tx: Store, batch: Batch): Promise<readonly string[]> {
  const fresh = await withoutEntries(tx, batch.dealIds);
  if (fresh.length === 0) return fresh;
  const nextId = sql`nextval(pg_get_serial_sequence(${`${tx.schema}.entry`}, 'id'))`;
  // Numbered before they are written, so that an entry and its reversal need not look for each other.
  await sql`
    with deal as (${stretches(tx, fresh)}),
    wanted as materialized (select ${nextId} as id, w.* from (${wantedEntries(tx, batch)}) w),
    written as (
      insert into ${tx.table('entry')} (id, amount, original_amount, counts_on, ${CREDIT}, known_at, reconstructed, reverses)
      select id, amount, original_amount, counts_on, ${CREDIT}, known_at, true, null from wanted
      union all
      select ${nextId}, -amount, -original_amount, counts_on, ${CREDIT}, until, true, id from wanted where until is not null
    )
    insert into ${tx.table('dirty_cell')} (person_id, day)
    select distinct person_id, counts_on from wanted on conflict do nothing`.execute(tx.db);
  return fresh;
}

async function withoutEntries(tx: Store, dealIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select b.id from unnest(${dealIds}::text[]) as b(id)
    where not exists (select from ${tx.table('entry')} e where e.record_id = b.id)`.execute(tx.db);
  return rows.map((row) => row.id);
}

const LOOKS = sql`(owner_id, amount, currency, close_on, is_closed, is_won, is_deleted, territory_id)`;

/** Stretches of time during which a deal looked the same, each with its first moment and the one after its last. */
function stretches(tx: Store, dealIds: readonly string[]): RawBuilder<unknown> {
  return sql`
    select s.*, s.opportunity_id as id, coalesce(s.owner_id, '') as credited_to, o.created_at, true as reconstructed,
      lead(s.known_at) over (partition by s.opportunity_id order by s.known_at) as until
    from (
      select s.*, ${LOOKS} is distinct from lag(${LOOKS}) over deal as is_first
      from (${visibleStates(tx, dealIds)}) s
      window deal as (partition by opportunity_id order by known_at)
    ) s
    cross join lateral (select created_at from ${tx.table('opportunity')} where id = s.opportunity_id offset 0) o
    where s.is_first`;
}

/** Of several states known from the same moment only the last could ever be seen. */
function visibleStates(tx: Store, dealIds: readonly string[]): RawBuilder<unknown> {
  return sql`
    select distinct on (s.opportunity_id, s.known_at) s.*
    from unnest(${dealIds}::text[]) as b(id)
    cross join lateral (
      select * from ${tx.table('deal_state')} where opportunity_id = b.id and origin = 'history' offset 0
    ) s
    order by s.opportunity_id, s.known_at, s.seq desc`;
}
