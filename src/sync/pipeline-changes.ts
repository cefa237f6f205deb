import { sql } from 'kysely';
import type { Store } from '#store/store.ts';

/**
 * Tells the features, in the transaction that changed them, that deals open before or open now look different: one
 * fact, with the first and the last close date on which one of them stood or stands. `dealIds` are deals that have
 * just been given a new state.
 */
export async function tellPipeline(
  tx: Store,
  dealIds: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  if (dealIds.length === 0) return;
  const { rows } = await sql<{ from: string | null; to: string | null; deals: number }>`
    select min(s.close_on)::text as "from", max(s.close_on)::text as "to", count(distinct given.id)::int as deals
    from unnest(${[...dealIds]}::text[]) as given (id)
    cross join lateral (
      select close_on, is_closed, is_deleted from ${tx.table('deal_state')}
      where opportunity_id = given.id order by known_at desc, seq desc limit 2
    ) s
    where not s.is_closed and not s.is_deleted`.execute(tx.db);
  const [payload] = rows;
  if (payload === undefined || payload.deals === 0) return;
  await tx.db
    .insertInto('fact')
    .values({
      name: 'pipeline.changed',
      subject: 'deals',
      payload: JSON.stringify(payload),
      at: now.toString(),
    })
    .execute();
}
