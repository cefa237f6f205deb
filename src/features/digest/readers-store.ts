import type { Store } from '#store/store.ts';

interface ReaderTable {
  slack_user_id: string;
  weekday: number;
  hour: number;
  skips_still: boolean;
  last_slot: string;
}

/** When and whether somebody wants their digest. */
export interface Wishes {
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  readonly hour: number;
  /** No digest at all in a week in which nothing moved. */
  readonly skipsStill: boolean;
}

export const DEFAULT_WISHES: Wishes = { weekday: 1, hour: 8, skipsStill: false };

export interface KeptReader extends Wishes {
  readonly slackUserId: string;
  readonly lastSlot: Temporal.Instant;
}

export async function readKeptReaders(store: Store): Promise<readonly KeptReader[]> {
  const rows = await tables(store).selectFrom('weekly_reader').selectAll().execute();
  return rows.map(({ slack_user_id, weekday, hour, skips_still, last_slot }) => ({
    slackUserId: slack_user_id,
    weekday,
    hour,
    skipsStill: skips_still,
    lastSlot: Temporal.Instant.from(last_slot),
  }));
}

export async function readWishes(store: Store, slackUserId: string): Promise<Wishes> {
  const row = await tables(store)
    .selectFrom('weekly_reader')
    .select(['weekday', 'hour', 'skips_still'])
    .where('slack_user_id', '=', slackUserId)
    .executeTakeFirst();
  return row ? { weekday: row.weekday, hour: row.hour, skipsStill: row.skips_still } : DEFAULT_WISHES;
}

/** Keeps when somebody wants it; the first one by the new time is the next that comes. */
export async function saveWishes(
  store: Store,
  slackUserId: string,
  { wishes, now }: { readonly wishes: Wishes; readonly now: Temporal.Instant },
): Promise<void> {
  const { weekday, hour, skipsStill } = wishes;
  const row = { weekday, hour, skips_still: skipsStill, last_slot: now.toString() };
  await tables(store)
    .insertInto('weekly_reader')
    .values({ slack_user_id: slackUserId, ...row })
    .onConflict((conflict) => conflict.column('slack_user_id').doUpdateSet(row))
    .execute();
}

/** Whoever is met for the first time gets the next digest, not the one that was due before. */
export async function meetReader(store: Store, slackUserId: string, now: Temporal.Instant): Promise<void> {
  const { weekday, hour, skipsStill } = DEFAULT_WISHES;
  await tables(store)
    .insertInto('weekly_reader')
    .values({
      slack_user_id: slackUserId,
      weekday,
      hour,
      skips_still: skipsStill,
      last_slot: now.toString(),
    })
    .onConflict((conflict) => conflict.column('slack_user_id').doNothing())
    .execute();
}

export async function markSlot(tx: Store, slackUserId: string, slot: Temporal.Instant): Promise<void> {
  await tables(tx)
    .updateTable('weekly_reader')
    .set({ last_slot: slot.toString() })
    .where('slack_user_id', '=', slackUserId)
    .execute();
}

/** Whatever was due before is not made up: the next one that comes is due after `now`. */
export async function skipMissed(tx: Store, now: Temporal.Instant): Promise<void> {
  await tables(tx).updateTable('weekly_reader').set({ last_slot: now.toString() }).execute();
}

function tables(store: Store) {
  return store.db.withTables<{ weekly_reader: ReaderTable }>();
}
