import type { Services } from '#feature.ts';
import { KIND } from './post-key.ts';

/**
 * Asks for every message of a board that stands anywhere to be written afresh: somebody may be named no longer. Others
 * that name people are told.
 */
export async function refreshAll({ store, outbox, clock }: Services): Promise<void> {
  const fact = { name: 'names.changed', subject: 'people', payload: '{}', at: clock.now().toString() };
  await store.db.insertInto('fact').values(fact).execute();
  const posted = await store.db
    .selectFrom('post')
    .select('key')
    .where('kind', 'in', [KIND, `${KIND}.correction`])
    .where('state', '<>', 'dropped')
    .execute();
  for (const { key } of posted) await outbox.refresh(store, key);
  await outbox.wake();
}
