import type { Store } from '#store/store.ts';

/** Whether something read from Salesforce has not reached the figures yet: a killed worker leaves it so. */
export async function hasFigureWork(store: Store): Promise<boolean> {
  const { db } = store;
  const [changed, dirty] = await Promise.all([
    db.selectFrom('changed_record').select('seq').limit(1).executeTakeFirst(),
    db.selectFrom('dirty_cell').select('person_id').limit(1).executeTakeFirst(),
  ]);
  return changed !== undefined || dirty !== undefined;
}
