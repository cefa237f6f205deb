import { sql, type UpdateObject } from 'kysely';
import { Refusal } from '#lib/errors.ts';
import type { MessageAddress } from '#slack/message-link.ts';
import type { Store } from '#store/store.ts';
import type { Tables } from '#store/tables.ts';
import { knownChannel } from './channel-of.ts';

/** What a person who has looked says about a parked post. */
export type Verdict =
  /** It is there. With its address it is kept up to date again; without, it stays as it is. */
  | { readonly kind: 'settle'; readonly at: MessageAddress | undefined }
  /** To be sent again, though it may be there twice then. */
  | { readonly kind: 'release' }
  /** Never to be sent. */
  | { readonly kind: 'drop' };

/**
 * Ends the waiting of a parked post; call `wake` afterwards. Returns the post's key. Throws Refusal when there is no
 * such post, when it is not parked (any more), or when the address is that of another conversation.
 */
export async function resolveParked(store: Store, id: bigint, verdict: Verdict): Promise<string> {
  return store.transaction(async (tx) => {
    const post = await tx.db
      .selectFrom('post')
      .select(['key', 'state', 'audience', 'channel'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (post === undefined) throw new Refusal(`There is no message ${id}.`, SEE_THE_LIST);
    if (post.state !== 'parked')
      throw new Refusal(`Message ${id} (${post.key}) is not parked: it is ${post.state}.`, SEE_THE_LIST);
    const channel = await knownChannel(tx, post);
    await tx.db
      .updateTable('post')
      .set({ ...changes(verdict, channel), lease_until: null, updated_at: sql<string>`now()` })
      .where('id', '=', id)
      .execute();
    return post.key;
  });
}

const SEE_THE_LIST = 'npm run attain -- posts list shows the parked ones.';

function changes(verdict: Verdict, channel: string | undefined): UpdateObject<Tables, 'post'> {
  switch (verdict.kind) {
    case 'settle':
      return { state: 'posted', reason: null, ...(verdict.at && whereabouts(verdict.at, channel)) };
    case 'release':
      return { state: 'pending', dispatched_at: null, looked_to: null, reason: null, doubt_told_at: null };
    case 'drop':
      return { state: 'dropped', reason: 'a person gave it up' };
  }
}

/** Marked as stale: what it said when it was sent is not known, so it is written afresh. */
function whereabouts(at: MessageAddress, known: string | undefined): UpdateObject<Tables, 'post'> {
  const channel = at.channel ?? known;
  if (channel === undefined)
    throw new Refusal('The conversation of that message is not known.', 'Give the link of the message.');
  if (known !== undefined && channel !== known)
    throw new Refusal(`That message is in ${channel}; this one was sent to ${known}.`, 'Check the link.');
  return { channel, ts: at.ts, stale: true };
}
