import { sql } from 'kysely';
import type { Store } from '#store/store.ts';

/** What of a deal decides whom it counts for and how much; a change of anything else makes no new state. */
const TRACKED = [
  'owner_id',
  'stage',
  'amount',
  'currency',
  'close_on',
  'is_closed',
  'is_won',
  'is_deleted',
  'territory_id',
  'forecast_category',
] as const;

const tracked = (of: string) => sql.join(TRACKED.map((column) => sql.ref(`${of}.${column}`)));

/**
 * Appends what deals look like now to what they looked like before, for those that look different. `first` says whether
 * deals without any state get one; while a first load runs their past is reconstructed instead. Returns the deals that
 * got a new state.
 */
export async function observeDeals(
  tx: Store,
  dealIds: readonly string[],
  { now, first }: { readonly now: Temporal.Instant; readonly first: boolean },
): Promise<readonly string[]> {
  if (dealIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    insert into ${tx.table('deal_state')} (opportunity_id, known_at, seq, ${sql.join(TRACKED.map((c) => sql.ref(c)))}, origin)
    select o.id, greatest(${now.toString()}::timestamptz, last.known_at), coalesce(last.seq, 0) + 1, ${tracked('o')},
      'observed'
    from ${tx.table('opportunity')} o
    left join lateral (
      select * from ${tx.table('deal_state')} s where s.opportunity_id = o.id order by known_at desc, seq desc limit 1
    ) last on true
    where o.id = any(${[...dealIds]}::text[])
      and (last.opportunity_id is not null or ${first})
      and (last.opportunity_id is null or (${tracked('o')}) is distinct from (${tracked('last')}))
    returning opportunity_id as id`.execute(tx.db);
  return rows.map(({ id }) => id);
}

/** Of these deals, the ones whose states are in the store. */
export async function dealsWithStates(tx: Store, dealIds: readonly string[]): Promise<string[]> {
  if (dealIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select given.id from unnest(${[...dealIds]}::text[]) as given (id)
    where exists (select from ${tx.table('deal_state')} s where s.opportunity_id = given.id)`.execute(tx.db);
  return rows.map(({ id }) => id);
}
