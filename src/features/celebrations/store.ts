import type { Selectable } from 'kysely';
import type { Pause } from '#feature.ts';
import type { Store } from '#store/store.ts';
import { type Celebration, CelebrationSpec } from './celebration.ts';
import { type CelebrationTable, tables } from './tables.ts';

/** All that are set up, also those that rest. */
export async function readCelebrations(store: Store): Promise<readonly Celebration[]> {
  return (await tables(store).selectFrom('celebration').selectAll().orderBy('id').execute()).map(
    toCelebration,
  );
}

export async function readCelebration(store: Store, id: number): Promise<Celebration | undefined> {
  const row = await tables(store)
    .selectFrom('celebration')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toCelebration(row);
}

/** The celebrations that a message belongs to. */
export async function readCelebrationOf(store: Store, postId: number): Promise<Celebration | undefined> {
  const row = await tables(store)
    .selectFrom('celebration')
    .innerJoin('celebration_post', 'celebration_post.celebration_id', 'celebration.id')
    .selectAll('celebration')
    .where('celebration_post.id', '=', postId)
    .executeTakeFirst();
  return row && toCelebration(row);
}

/** Those that do not rest, kept from changing until the transaction ends: two workers never gather side by side. */
export async function takeRunning(tx: Store): Promise<readonly Celebration[]> {
  const rows = await tables(tx)
    .selectFrom('celebration')
    .selectAll()
    .where('paused_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(toCelebration);
}

/** Saves one; of the same channel and the same people there is one, which is changed and goes on if it rested. */
export async function saveCelebration(
  tx: Store,
  spec: CelebrationSpec,
  { by, now }: { readonly by: string; readonly now: Temporal.Instant },
): Promise<number> {
  const how = {
    smallest: BigInt(spec.smallest),
    currency: spec.currency,
    says: spec.says,
    with_quotas: spec.withQuotas,
    from_hour: spec.fromHour,
    to_hour: spec.toHour,
    time_zone: spec.timeZone,
  };
  const at = now.toString();
  const { id } = await tables(tx)
    .insertInto('celebration')
    .values({
      channel_id: spec.channelId,
      team_id: spec.teamId,
      ...how,
      created_by: by,
      created_at: at,
      since: at,
      ...RUNNING,
    })
    .onConflict((conflict) =>
      conflict.columns(['channel_id', 'team_id']).doUpdateSet((eb) => ({
        ...how,
        ...RUNNING,
        since: eb
          .case()
          .when('celebration.paused_at', 'is', null)
          .then(eb.ref('celebration.since'))
          .else(at)
          .end(),
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Removes one with all that is known of its messages, which stay in the channel. False when there is none. */
export async function deleteCelebration(tx: Store, id: number): Promise<boolean> {
  await tables(tx).deleteFrom('celebrated_deal').where('celebration_id', '=', id).execute();
  await tables(tx).deleteFrom('celebration_post').where('celebration_id', '=', id).execute();
  const { numDeletedRows } = await tables(tx)
    .deleteFrom('celebration')
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Lets one rest; false when there is none that runs. */
export async function setPaused(tx: Store, id: number, { by, at }: Pause): Promise<boolean> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('celebration')
    .set({ paused_at: at.toString(), paused_by: by })
    .where('id', '=', id)
    .where('paused_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Lets one go on with what is won from now on; false when there is none that rests. */
export async function setRunning(tx: Store, id: number, now: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('celebration')
    .set({ ...RUNNING, since: now.toString() })
    .where('id', '=', id)
    .where('paused_at', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

const RUNNING = { paused_at: null, paused_by: null };

function toCelebration(row: Selectable<CelebrationTable>): Celebration {
  const spec = CelebrationSpec.parse({
    channelId: row.channel_id,
    teamId: row.team_id,
    smallest: row.smallest.toString(),
    currency: row.currency,
    says: row.says,
    withQuotas: row.with_quotas,
    fromHour: row.from_hour,
    toHour: row.to_hour,
    timeZone: row.time_zone,
  });
  const { id, created_by: createdBy, since, paused_at, paused_by } = row;
  const pause =
    paused_at === null ? undefined : { at: Temporal.Instant.from(paused_at), by: paused_by ?? '' };
  return { ...spec, id, createdBy, since: Temporal.Instant.from(since), pause };
}
