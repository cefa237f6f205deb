import { habitOf, type TopicHistory } from '#model/attention-habit.ts';
import type { Outbox } from '#outbox/outbox.ts';
import type { Store } from '#store/store.ts';
import { NOTHING_CHOSEN } from './choices.ts';
import { MOVED, QUESTION } from './terms.ts';

interface Habits {
  readonly slackUserId: string;
  readonly topic: string;
  readonly now: Temporal.Instant;
}

const PROMPTS_READ = 10;

/**
 * Looks whether the prompts of a topic are ignored. Then the person is asked once whether to go on, or the topic moves
 * to their digest and says so. True when it has just moved.
 */
export async function heedHabits(tx: Store, outbox: Outbox, habits: Habits): Promise<boolean> {
  const { slackUserId, topic, now } = habits;
  const habit = habitOf(await readHistory(tx, habits), now);
  if (habit === 'go on') return false;
  const isMoved = habit === 'move to digest';
  const row = isMoved
    ? ({ mode: 'digest', moved_at: now.toString(), chosen_at: now.toString() } as const)
    : { asked_at: now.toString() };
  await tx.db
    .insertInto('attention_topic')
    .values({ ...NOTHING_CHOSEN, slack_user_id: slackUserId, topic, ...row })
    .onConflict((conflict) => conflict.columns(['slack_user_id', 'topic']).doUpdateSet(row))
    .execute();
  const kind = isMoved ? MOVED : QUESTION;
  await outbox.record(tx, {
    key: `${kind}/${slackUserId}/${topic}/${now.toString()}`,
    kind,
    params: { topic },
    audience: slackUserId,
  });
  return isMoved;
}

async function readHistory(tx: Store, { slackUserId, topic }: Habits): Promise<TopicHistory> {
  const [prompts, choice] = await Promise.all([
    tx.db
      .selectFrom('attention')
      .innerJoin('post', 'post.key', 'attention.post_key')
      .select(['decided_at', 'acted_at', 'rejected_at'])
      .where('slack_user_id', '=', slackUserId)
      .where('topic', '=', topic)
      .where('is_prompt', '=', true)
      .where('decision', '=', 'send')
      .where('post.state', '=', 'posted')
      .orderBy('decided_at', 'desc')
      .limit(PROMPTS_READ)
      .execute(),
    tx.db
      .selectFrom('attention_topic')
      .select(['chosen_at', 'asked_at'])
      .where('slack_user_id', '=', slackUserId)
      .where('topic', '=', topic)
      .executeTakeFirst(),
  ]);
  return {
    prompts: prompts.map(({ decided_at, acted_at, rejected_at }) => ({
      sentAt: Temporal.Instant.from(decided_at),
      wasActedOn: acted_at !== null,
      wasRejected: rejected_at !== null,
    })),
    chosenAt: instant(choice?.chosen_at),
    askedAt: instant(choice?.asked_at),
  };
}

function instant(text: string | null | undefined): Temporal.Instant | undefined {
  return text ? Temporal.Instant.from(text) : undefined;
}
