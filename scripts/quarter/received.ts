import { FEATURES } from '#features.ts';
import type { Message } from '#sandbox/slack/workspace/message.ts';
import type { Store } from '#store/store.ts';
import type { Office } from './office.ts';

/** A message that came to somebody in private, as it stands at the end. */
export interface Received {
  readonly who: string;
  readonly at: Temporal.ZonedDateTime;
  readonly message: Message;
  readonly kind: string;
  readonly key: string;
  readonly topic: string;
  readonly priority: string;
  /** Others that were said in the same message. */
  readonly carried: number;
  readonly isReply: boolean;
}

/** A message in a channel. */
export interface Posted {
  readonly channel: string;
  readonly at: Temporal.Instant;
  readonly message: Message;
  readonly kind: string;
  readonly isReply: boolean;
}

/** How each kind of message to people stands to others. */
const PRIORITIES = new Map(
  FEATURES.flatMap(({ posts = [] }) => posts).map(({ kind, attention }) => [
    kind,
    attention === 'channel' ? attention : attention.priority,
  ]),
);

/** Everything that people got in private, oldest first, with the post it came of. */
export async function readReceived({ slack, team, app }: Office): Promise<readonly Received[]> {
  const posts = await readPosts(app.services.store);
  return team.people.flatMap(({ id, timeZone }) =>
    slack.direct(id).flatMap((message): readonly Received[] => {
      if (message.author === id) return [];
      const post = posts.get(`${message.channel}/${message.ts}`);
      const at = momentOf(message.ts).toZonedDateTimeISO(timeZone);
      return [
        {
          who: id,
          at,
          message,
          kind: post?.kind ?? 'none',
          key: post?.key ?? '',
          topic: post?.topic ?? 'none',
          priority: PRIORITIES.get(post?.kind ?? '') ?? 'none',
          carried: post?.carried ?? 0,
          isReply: message.threadTs !== undefined && message.threadTs !== message.ts,
        },
      ];
    }),
  );
}

/** Everything that was posted into channels. */
export async function readPosted({ slack, team, app }: Office): Promise<readonly Posted[]> {
  const posts = await readPosts(app.services.store);
  return team.channels.flatMap(({ id, name }) =>
    slack.messages(id).map((message) => ({
      channel: name,
      at: momentOf(message.ts),
      message,
      kind: posts.get(`${message.channel}/${message.ts}`)?.kind ?? 'none',
      isReply: message.threadTs !== undefined && message.threadTs !== message.ts,
    })),
  );
}

interface PostOf {
  readonly key: string;
  readonly kind: string;
  readonly topic: string | null;
  readonly carried: number;
}

async function readPosts(store: Store): Promise<ReadonlyMap<string, PostOf>> {
  const rows = await store.db
    .selectFrom('post')
    .leftJoin('attention', 'attention.post_key', 'post.key')
    .select(['key', 'kind', 'channel', 'ts', 'topic'])
    .select(({ selectFrom, fn }) =>
      selectFrom('post as with')
        .whereRef('with.carrier', '=', 'post.key')
        .select(fn.countAll().as('n'))
        .as('carried'),
    )
    .where('ts', 'is not', null)
    .execute();
  return new Map(
    rows.map((row) => [
      `${row.channel ?? ''}/${row.ts ?? ''}`,
      { ...row, carried: Number(row.carried ?? 0) },
    ]),
  );
}

/** The moment of a message, by its stamp. */
function momentOf(ts: string): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.trunc(Number(ts) * 1000));
}
