import { sql } from 'kysely';
import { z } from 'zod';
import { dayIn } from '#lib/days.ts';
import { appendAudit } from '#store/audit.ts';
import type { Store } from '#store/store.ts';

const NAME = 'attention.bounds';
const WEEKS_LOOKED_AT = 4;

/** Between which limits people choose how many messages a day they get. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

export const FEWEST_A_DAY = 1;
export const MOST_A_DAY = 20;
const DEFAULT_BOUNDS: Bounds = { least: FEWEST_A_DAY, most: 10 };

const Stored = z.object({ least: z.int(), most: z.int() });

export async function readBounds(store: Store): Promise<Bounds> {
  const row = await store.db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', NAME)
    .executeTakeFirst();
  const bounds = Stored.safeParse(row?.value);
  return bounds.success ? bounds.data : DEFAULT_BOUNDS;
}

/** Keeps the bounds; what people chose before counts within them from now on. */
export async function saveBounds(
  store: Store,
  bounds: Bounds,
  by: { readonly actor: string; readonly now: Temporal.Instant },
): Promise<void> {
  const { least, most } = bounds;
  const row = {
    value: JSON.stringify({ least, most }),
    changed_by: by.actor,
    changed_at: by.now.toString(),
  };
  await store.transaction(async (tx) => {
    const before = await readBounds(tx);
    await tx.db
      .insertInto('setting')
      .values({ name: NAME, ...row })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
      .execute();
    await appendAudit(tx, {
      actor: by.actor,
      action: 'settings.changed',
      subject: '',
      detail: { setting: NAME, before: `${before.least} to ${before.most}`, after: `${least} to ${most}` },
      now: by.now,
    });
  });
}

/** A number of messages a day within the bounds. */
export function within({ least, most }: Bounds, budget: number): number {
  return Math.min(Math.max(budget, least), most);
}

/** Messages per person and week over the last four weeks, of those who got any; undefined where nobody did. */
export async function recentLoad(store: Store, now: Temporal.Instant): Promise<number | undefined> {
  const since = dayIn('UTC', now).subtract({ weeks: WEEKS_LOOKED_AT }).toString();
  const row = await store.db
    .selectFrom('attention')
    .innerJoin('post', 'post.key', 'attention.post_key')
    .where('decision', '=', 'send')
    .where('post.state', '=', 'posted')
    .where('decided_at', '>=', since)
    .select([sql<bigint>`count(*)`.as('messages'), sql<bigint>`count(distinct slack_user_id)`.as('people')])
    .executeTakeFirstOrThrow();
  if (row.people === 0n) return undefined;
  return Number(row.messages) / Number(row.people) / WEEKS_LOOKED_AT;
}
