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
  const known = await knownChannel(store, claim);
  if (known !== undefined) return { kind: 'opened', channel: known };
  const opened = await sender.openDirect(claim.audience);
  if (opened.kind === 'opened') await remember(store, claim, opened.channel);
  return opened;
}

/** The conversation of a post as far as our own rows tell; undefined for a person never written to. */
export async function knownChannel(
  store: Store,
  { channel, audience }: { readonly channel: string | null; readonly audience: string },
): Promise<string | undefined> {
  if (channel !== null) return channel;
  if (!isUserId(audience)) return audience;
  const known = await store.db
    .selectFrom('post')
    .select('channel')
    .where('audience', '=', audience)
    .where('channel', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return known?.channel ?? undefined;
}

async function remember(store: Store, claim: Claim, channel: string): Promise<void> {
  await store.db
    .updateTable('post')
    .set({ channel })
    .where('id', '=', claim.id)
    .where('attempt', '=', claim.attempt)
    .execute();
}
