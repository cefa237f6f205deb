import type { Sender } from '#slack/deliver.ts';
import type { Findings } from '#slack/find-own.ts';
import type { Store } from '#store/store.ts';
import type { Sign } from './signature.ts';

/** A post that is looked for in Slack. */
export interface Sought {
  readonly id: bigint;
  readonly key: string;
  readonly channel: string | null;
  readonly thread_key: string | null;
  readonly sent_since: string | null;
  readonly looked_to: string | null;
}

/** The clocks of Slack, the database and the senders may differ by this much. */
const CLOCKS_APART = { seconds: 30 };

/** Looks for the messages of a post where it was sent to, from shortly before its first attempt. */
export async function search(
  { store, sender }: { readonly store: Store; readonly sender: Sender },
  post: Sought & { readonly channel: string },
  sign: Sign,
): Promise<Findings> {
  if (post.sent_since === null) return { kind: 'closed', reason: 'nobody knows when it was sent' };
  return sender.find({
    channel: post.channel,
    thread: await threadStamp(store, post.thread_key),
    marker: sign(post.id),
    since: Temporal.Instant.from(post.sent_since).subtract(CLOCKS_APART),
    before: post.looked_to ?? undefined,
  });
}

async function threadStamp(store: Store, key: string | null): Promise<string | undefined> {
  if (key === null) return undefined;
  const parent = await store.db.selectFrom('post').select('ts').where('key', '=', key).executeTakeFirst();
  return parent?.ts ?? undefined;
}
