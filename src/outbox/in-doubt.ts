import { sql } from 'kysely';
import type { Store } from '#store/store.ts';

/** A post of which nobody knows whether it is in Slack. */
export interface DoubtfulPost {
  readonly id: bigint;
  readonly kind: string;
  readonly audience: string;
  readonly sentAt: Temporal.Instant;
  /** It is still being looked for, waits for a person, or counts as sent. */
  readonly state: 'settling' | 'parked' | 'unknown';
  readonly reason: string;
}

const STATES = ['settling', 'parked', 'unknown'] as const;

/**
 * The posts that have been in doubt for so many minutes of database time and of which this is asked for the first time:
 * whoever asks has to tell somebody in the same transaction. Kinds left out are never asked for.
 */
export async function takeLongInDoubt(
  tx: Store,
  { minutes, except }: { readonly minutes: number; readonly except: string },
): Promise<readonly bigint[]> {
  const rows = await tx.db
    .updateTable('post')
    .set({ doubt_told_at: sql<string>`now()` })
    .where('state', 'in', STATES)
    .where('doubt_told_at', 'is', null)
    .where('dispatched_at', '<=', sql<string>`now() - make_interval(mins => ${minutes})`)
    .where('kind', '<>', except)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id).toSorted((a, b) => Number(a - b));
}

/** Those of these posts that are in doubt still. */
export async function stillInDoubt(store: Store, ids: readonly bigint[]): Promise<readonly DoubtfulPost[]> {
  if (ids.length === 0) return [];
  const rows = await store.db
    .selectFrom('post')
    .select(['id', 'kind', 'audience', 'state', 'dispatched_at', 'reason'])
    .where('id', 'in', [...ids])
    .where('state', 'in', STATES)
    .orderBy('id')
    .execute();
  return rows.flatMap((row) => {
    const state = STATES.find((one) => one === row.state);
    if (state === undefined || row.dispatched_at === null) return [];
    const { id, kind, audience } = row;
    const sentAt = Temporal.Instant.from(row.dispatched_at);
    return [{ id, kind, audience, sentAt, state, reason: row.reason ?? '' }];
  });
}

/** How many posts stand in each state that is not over. */
export async function countOpenPosts(
  store: Store,
): Promise<Readonly<Record<'pending' | 'settling' | 'parked', number>>> {
  const rows = await store.db
    .selectFrom('post')
    .select(['state', ({ fn }) => fn.countAll<bigint>().as('count')])
    .where('state', 'in', ['pending', 'settling', 'parked'])
    .groupBy('state')
    .execute();
  const countOf = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0n);
  return { pending: countOf('pending'), settling: countOf('settling'), parked: countOf('parked') };
}
