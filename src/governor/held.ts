import type { Store } from '#store/store.ts';

/** A message to a person that did not go out when it was due, and why. */
export interface HeldPost {
  readonly key: string;
  readonly slackUserId: string;
  readonly topic: string;
  readonly heldAt: Temporal.Instant;
  readonly reason: string;
  /** Until when it waits; undefined when it goes with another one or has left. */
  readonly until: Temporal.Instant | undefined;
  /** The key of the message it goes with. */
  readonly into: string | undefined;
  /** Whether it still waits, was said since, or was given up. */
  readonly now: 'waiting' | 'said' | 'given up';
}

/** Messages that were held, merged or put into a digest, the latest first: those that wait, or all of them. */
export async function heldPosts(
  store: Store,
  { all, limit }: { readonly all: boolean; readonly limit: number },
): Promise<readonly HeldPost[]> {
  const rows = await store.db
    .selectFrom('attention')
    .innerJoin('post', 'post.key', 'attention.post_key')
    .leftJoin('post as by', 'by.key', 'post.carrier')
    .select(['post_key', 'slack_user_id', 'topic', 'held_at', 'held_reason', 'until', 'into_key'])
    .select(['post.state', 'by.state as by_state'])
    .where('held_at', 'is not', null)
    .$if(!all, (held) =>
      held.where((eb) =>
        eb.or([
          eb('post.state', '=', 'pending'),
          eb.and([eb('post.state', '=', 'carried'), eb('by.state', '=', 'pending')]),
        ]),
      ),
    )
    .orderBy('held_at', 'desc')
    .orderBy('post_key')
    .limit(limit)
    .execute();
  return rows.flatMap((row) =>
    row.held_at === null
      ? []
      : [
          {
            key: row.post_key,
            slackUserId: row.slack_user_id,
            topic: row.topic,
            heldAt: Temporal.Instant.from(row.held_at),
            reason: row.held_reason ?? '',
            until: row.until === null ? undefined : Temporal.Instant.from(row.until),
            into: row.into_key ?? undefined,
            now: stageOf(row.state === 'carried' ? (row.by_state ?? 'pending') : row.state),
          },
        ],
  );
}

function stageOf(state: string): HeldPost['now'] {
  if (state === 'dropped') return 'given up';
  return ['posted', 'settling', 'unknown', 'parked'].includes(state) ? 'said' : 'waiting';
}
