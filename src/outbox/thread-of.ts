import type { Store } from '#store/store.ts';
import type { PostTable } from '#store/tables.ts';
import type { Claim } from './claim.ts';
import { backOff } from './outcome.ts';
import type { Settlement } from './settle.ts';

const ON_ITS_WAY = new Set<PostTable['state']>(['pending', 'sending', 'settling', 'parked']);

/**
 * The stamp of the message in whose thread a post goes; undefined for one that stands by itself. A message that is
 * still on its way is waited for; one that will not come leaves nothing to answer.
 */
export async function threadOf(store: Store, claim: Claim): Promise<string | undefined | Settlement> {
  if (claim.threadKey === null) return undefined;
  const parent = await store.db
    .selectFrom('post')
    .select(['state', 'ts', 'carrier'])
    .where('key', '=', claim.threadKey)
    .executeTakeFirst();
  if (parent?.ts) return parent.ts;
  if (parent?.carrier) return threadOf(store, { ...claim, threadKey: parent.carrier });
  if (parent !== undefined && ON_ITS_WAY.has(parent.state))
    return {
      kind: 'again',
      waitSeconds: backOff(claim.attempt),
      reason: 'the message it answers is not there yet',
    };
  return { kind: 'dropped', reason: 'the message it answers is not there' };
}
