import { isUserId } from '#slack/audience.ts';
import type { Sender, Undelivered } from '#slack/deliver.ts';
import type { Store } from '#store/store.ts';
import type { Claim } from './claim.ts';

/**
 * The conversation a post goes to. For a person it is found once and then remembered with their posts: Slack takes
 * few such questions, and a message can be updated only by its conversation.
 */
export async function channelOf(
  claim: Claim,
  { store, sender }: { readonly store: Store; readonly sender: Sender },
): Promise<{ readonly kind: 'opened'; readonly channel: string } | Undelivered> {
  if (claim.channel !== null) return { kind: 'opened', channel: claim.channel };
  if (!isUserId(claim.audience)) return { kind: 'opened', channel: claim.audience };
  const known = await store.db
    .selectFrom('post')
    .select('channel')
    .where('audience', '=', claim.audience)
    .where('channel', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  if (known?.channel) return { kind: 'opened', channel: known.channel };
  const opened = await sender.openDirect(claim.audience);
  if (opened.kind === 'opened') await remember(store, claim, opened.channel);
  return opened;
}

async function remember(store: Store, claim: Claim, channel: string): Promise<void> {
  await store.db
    .updateTable('post')
    .set({ channel })
    .where('id', '=', claim.id)
    .where('attempt', '=', claim.attempt)
    .execute();
}
