import type { Store } from '#store/store.ts';

/** Notes that a person did something with a message: whatever it says, and what is said with it, was acted on. */
export async function noteActed(
  store: Store,
  at: {
    readonly slackUserId: string;
    readonly channel: string;
    readonly ts: string;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  const said = store.db
    .selectFrom('post')
    .select('key')
    .where('channel', '=', at.channel)
    .where('ts', '=', at.ts);
  const keys = store.db
    .selectFrom('post as one')
    .select('one.key')
    .where((eb) => eb.or([eb('one.key', 'in', said), eb('one.carrier', 'in', said)]));
  await store.db
    .updateTable('attention')
    .set({ acted_at: at.now.toString() })
    .where('post_key', 'in', keys)
    .where('slack_user_id', '=', at.slackUserId)
    .where('acted_at', 'is', null)
    .execute();
}

/** Notes that a person found a message not useful; its topic, undefined when they never got such a message. */
export async function noteRejected(
  store: Store,
  at: { readonly slackUserId: string; readonly postKey: string; readonly now: Temporal.Instant },
): Promise<string | undefined> {
  const row = await store.db
    .updateTable('attention')
    .set({ rejected_at: at.now.toString() })
    .where('post_key', '=', at.postKey)
    .where('slack_user_id', '=', at.slackUserId)
    .returning('topic')
    .executeTakeFirst();
  return row?.topic;
}

/** The topic of a message that a person got. */
export async function topicOfPost(
  store: Store,
  at: { readonly slackUserId: string; readonly postKey: string },
): Promise<string | undefined> {
  const row = await store.db
    .selectFrom('attention')
    .select('topic')
    .where('post_key', '=', at.postKey)
    .where('slack_user_id', '=', at.slackUserId)
    .executeTakeFirst();
  return row?.topic;
}
