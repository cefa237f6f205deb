import { sql } from 'kysely';
import { dayIn, startOfDay } from '#lib/days.ts';
import type { Envelope, Recent } from '#model/attention.ts';
import type { Store } from '#store/store.ts';

const WAITING_READ = 50;

/** What a person was sent and what waits for them, besides the message that is asked about. */
export async function readRecent(
  store: Store,
  message: Envelope & { readonly key: string; readonly slackUserId: string },
  { now, zone }: { readonly now: Temporal.Instant; readonly zone: string },
): Promise<Recent> {
  const midnight = startOfDay(dayIn(zone, now), zone).toString();
  const [sent, said, waiting, kin] = await Promise.all([
    others(store, message)
      .where('decision', '=', 'send')
      .where('decided_at', '>=', midnight)
      .select(sql<bigint>`count(*)`.as('count'))
      .executeTakeFirstOrThrow(),
    others(store, message)
      .where('decision', '<>', 'drop')
      .where('about', '=', message.says?.about ?? '')
      .where('topic', '=', message.topic.id)
      .select('attention.state')
      .orderBy('decided_at', 'desc')
      .limit(1)
      .executeTakeFirst(),
    others(store, message)
      .where('decision', '=', 'hold')
      .where('post.state', '=', 'pending')
      .where('doubtful', '=', false)
      .where('until', '>', now.toString())
      .select(['post_key', 'merge_key', 'until'])
      .orderBy('until')
      .limit(WAITING_READ)
      .execute(),
    others(store, message)
      .where('decision', '=', 'send')
      .where('merge_key', '=', message.mergeKey ?? '')
      .select('decided_at')
      .orderBy('decided_at', 'desc')
      .limit(1)
      .executeTakeFirst(),
  ]);
  return {
    sentToday: Number(sent.count),
    lastState: said?.state ?? undefined,
    waiting: waiting.flatMap(({ post_key: key, merge_key, until }) =>
      until === null ? [] : [{ key, mergeKey: merge_key ?? undefined, until: Temporal.Instant.from(until) }],
    ),
    lastOfKey: kin && Temporal.Instant.from(kin.decided_at),
  };
}

/** Other messages to the person, as far as they came or still may. */
function others(store: Store, { key, slackUserId }: { readonly key: string; readonly slackUserId: string }) {
  return store.db
    .selectFrom('attention')
    .innerJoin('post', 'post.key', 'attention.post_key')
    .where('slack_user_id', '=', slackUserId)
    .where('post_key', '<>', key)
    .where('post.state', '<>', 'dropped');
}
