import { sql } from 'kysely';
import { z } from 'zod';
import { dayIn } from '#lib/days.ts';
import { changeSetting } from '#store/change-setting.ts';
import { readSetting, type SettingValue } from '#store/settings.ts';
import type { Store } from '#store/store.ts';

/** The setting's name. */
export const BOUNDS = 'attention.bounds';
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
  return boundsOf(await readSetting(store, BOUNDS));
}

/** The bounds that a kept value stands for. */
export function boundsOf(value: SettingValue): Bounds {
  const bounds = Stored.safeParse(value);
  return bounds.success ? bounds.data : DEFAULT_BOUNDS;
}

/** Keeps the bounds; what people chose before counts within them from now on. */
export async function saveBounds(
  store: Store,
  bounds: Bounds,
  by: { readonly actor: string; readonly now: Temporal.Instant },
): Promise<void> {
  const { least, most } = bounds;
  await changeSetting(store, { name: BOUNDS, value: { least, most }, by: by.actor, now: by.now });
}

/** A number of messages a day within the bounds. */
export function within({ least, most }: Bounds, budget: number): number {
  return Math.min(Math.max(budget, least), most);
}

/** Messages per person and week over the last four weeks, of those who got any; undefined where nobody did. */
export function recentLoad(store: Store, now: Temporal.Instant): Promise<number | undefined> {
  return loadOf(store, { now });
}

/** The same of some topics alone, by their ids. */
export async function loadOf(
  store: Store,
  { topics, now }: { readonly topics?: readonly string[]; readonly now: Temporal.Instant },
): Promise<number | undefined> {
  const since = dayIn('UTC', now).subtract({ weeks: WEEKS_LOOKED_AT }).toString();
  const row = await store.db
    .selectFrom('attention')
    .innerJoin('post', 'post.key', 'attention.post_key')
    .where('decision', '=', 'send')
    .where('post.state', '=', 'posted')
    .where('decided_at', '>=', since)
    .$if(topics !== undefined, (sent) => sent.where('topic', 'in', [...(topics ?? [])]))
    .select([sql<bigint>`count(*)`.as('messages'), sql<bigint>`count(distinct slack_user_id)`.as('people')])
    .executeTakeFirstOrThrow();
  if (row.people === 0n) return undefined;
  return Number(row.messages) / Number(row.people) / WEEKS_LOOKED_AT;
}
