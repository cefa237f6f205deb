import type { Insertable, Selectable } from 'kysely';
import type { Store } from '#store/store.ts';
import type { SyncObjectTable } from '#store/tables.ts';

export type ObjectState = Selectable<SyncObjectTable>;
export type Position = NonNullable<ObjectState['resume']>;

/** Where a load begins: before any stamp Salesforce has ever given. */
export const BEGINNING: Position = { stamp: '1970-01-01T00:00:00.000Z', id: '' };

/** What we know of an object's reading; an object never met is `new`. */
export async function objectState(store: Store, object: string): Promise<ObjectState> {
  const row = await store.db
    .selectFrom('sync_object')
    .selectAll()
    .where('object', '=', object)
    .executeTakeFirst();
  return row ?? newState(object);
}

function newState(object: string): ObjectState {
  return {
    object,
    state: 'new',
    watermark: null,
    resume: null,
    window_end: null,
    rows_read: 0n,
    described: null,
    error: null,
    finished_at: null,
  };
}

/** A load is under way, or was broken off: everything, not only changes, has to be read. */
export function isLoading(state: ObjectState): boolean {
  return state.watermark === null || state.resume !== null;
}

/** Writes the state as it now is. */
export async function saveState(store: Store, state: ObjectState): Promise<void> {
  const { object, ...rest } = state;
  const values = { ...rest, resume: json(state.resume), described: json(state.described) };
  await store.db
    .insertInto('sync_object')
    .values({ object, ...values })
    .onConflict((conflict) => conflict.column('object').doUpdateSet(values))
    .execute();
}

/** jsonb columns are written as text. */
function json(value: unknown): Insertable<SyncObjectTable>['resume'] & string {
  return JSON.stringify(value);
}
