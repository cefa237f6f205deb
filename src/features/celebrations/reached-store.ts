import type { Store } from '#store/store.ts';
import type { Choice, ReachedKey, ReachedState } from './reached.ts';
import { tables } from './tables.ts';

export interface Reached extends ReachedKey {
  readonly state: ReachedState;
}

/** What is known of quotas that these people have reached. */
export async function readReached(store: Store, people: readonly string[]): Promise<readonly Reached[]> {
  if (people.length === 0) return [];
  const rows = await tables(store)
    .selectFrom('reached_quota')
    .selectAll()
    .where('person_id', 'in', [...people])
    .execute();
  return rows.map((row) => ({
    personId: row.person_id,
    type: row.period_type,
    start: row.period_start,
    state: row.state,
  }));
}

export async function readState(
  store: Store,
  { personId, type, start }: ReachedKey,
): Promise<ReachedState | undefined> {
  const row = await tables(store)
    .selectFrom('reached_quota')
    .select('state')
    .where('person_id', '=', personId)
    .where('period_type', '=', type)
    .where('period_start', '=', start)
    .executeTakeFirst();
  return row?.state;
}

/** Keeps that a quota is reached; what was kept before stays. */
export async function keepReached(
  tx: Store,
  { personId, type, start, state }: Reached,
  now: Temporal.Instant,
): Promise<void> {
  await tables(tx)
    .insertInto('reached_quota')
    .values({
      person_id: personId,
      period_type: type,
      period_start: start,
      state,
      reached_at: now.toString(),
    })
    .onConflict((conflict) => conflict.columns(['person_id', 'period_type', 'period_start']).doNothing())
    .execute();
}

/** What the person decided about it. */
export async function changeState(tx: Store, key: ReachedKey, state: ReachedState): Promise<void> {
  await tables(tx)
    .updateTable('reached_quota')
    .set({ state })
    .where('person_id', '=', key.personId)
    .where('period_type', '=', key.type)
    .where('period_start', '=', key.start)
    .execute();
}

/** What these people chose; who chose nothing is missing. */
export async function readChoices(
  store: Store,
  people: readonly string[],
): Promise<ReadonlyMap<string, Choice>> {
  if (people.length === 0) return new Map();
  const rows = await tables(store)
    .selectFrom('celebration_choice')
    .select(['person_id', 'mode'])
    .where('person_id', 'in', [...people])
    .execute();
  return new Map(rows.map(({ person_id, mode }) => [person_id, mode]));
}

/** Keeps what somebody chose; who wants nothing said has what was said taken back too. */
export async function saveChoice(
  tx: Store,
  personId: string,
  { mode, now }: { readonly mode: Choice; readonly now: Temporal.Instant },
): Promise<void> {
  const row = { mode, changed_at: now.toString() };
  await tables(tx)
    .insertInto('celebration_choice')
    .values({ person_id: personId, ...row })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
    .execute();
  if (mode !== 'never') return;
  await tables(tx)
    .updateTable('reached_quota')
    .set({ state: 'kept' })
    .where('person_id', '=', personId)
    .where('state', 'in', ['asked', 'told'])
    .execute();
}
