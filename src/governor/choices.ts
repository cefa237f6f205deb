import { ALL_TOPICS, DEFAULT_BUDGET, DEFAULT_QUIET, type TopicMode } from '#model/attention.ts';
import type { Minutes } from '#model/work-calendar.ts';
import type { Day } from '#lib/days.ts';
import type { Store } from '#store/store.ts';

/** What a person chose about their messages, defaults where they chose nothing. */
export interface Choices {
  /** Minutes after local midnight. */
  readonly quiet: Minutes;
  /** Messages a day. */
  readonly budget: number;
  readonly modes: ReadonlyMap<string, TopicMode>;
  /** By topic or `ALL_TOPICS`. */
  readonly snoozes: ReadonlyMap<string, Day>;
  /** Topics that we moved to the digest because they were ignored. */
  readonly moved: ReadonlySet<string>;
}

/** What one topic is changed to: null takes a choice or a pause back, left out stays. */
export interface TopicChange {
  readonly mode?: TopicMode | null;
  readonly snoozedUntil?: Day | null;
}

export async function readChoices(store: Store, slackUserId: string): Promise<Choices> {
  const [person, topics] = await Promise.all([
    store.db
      .selectFrom('attention_person')
      .selectAll()
      .where('slack_user_id', '=', slackUserId)
      .executeTakeFirst(),
    store.db.selectFrom('attention_topic').selectAll().where('slack_user_id', '=', slackUserId).execute(),
  ]);
  return {
    quiet: {
      from: person?.quiet_from ?? DEFAULT_QUIET.from,
      to: person?.quiet_to ?? DEFAULT_QUIET.to,
    },
    budget: person?.budget ?? DEFAULT_BUDGET,
    modes: new Map(topics.flatMap(({ topic, mode }) => (mode === null ? [] : [[topic, mode]]))),
    snoozes: new Map(
      topics.flatMap(({ topic, snoozed_until: until }) =>
        until === null ? [] : [[topic, Temporal.PlainDate.from(until)]],
      ),
    ),
    moved: new Set(topics.flatMap(({ topic, moved_at }) => (moved_at === null ? [] : [topic]))),
  };
}

/** Keeps the hours and the limit of a person. */
export async function saveHours(
  store: Store,
  slackUserId: string,
  { quiet, budget }: Pick<Choices, 'quiet' | 'budget'>,
): Promise<void> {
  const row = { quiet_from: quiet.from, quiet_to: quiet.to, budget };
  await store.db
    .insertInto('attention_person')
    .values({ slack_user_id: slackUserId, ...row, greeted_at: null })
    .onConflict((conflict) => conflict.column('slack_user_id').doUpdateSet(row))
    .execute();
}

/** Keeps what a person wants of a topic, or of all of them; what waits in line goes by it from now on. */
export async function saveTopic(
  store: Store,
  change: TopicChange & {
    readonly slackUserId: string;
    readonly topic: string;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  const { slackUserId, topic, now, mode, snoozedUntil } = change;
  const row = {
    ...(mode === undefined ? {} : { mode, moved_at: null }),
    ...(snoozedUntil === undefined ? {} : { snoozed_until: snoozedUntil?.toString() ?? null }),
    chosen_at: now.toString(),
  };
  await store.transaction(async (tx) => {
    await tx.db
      .insertInto('attention_topic')
      .values({ ...NOTHING_CHOSEN, slack_user_id: slackUserId, topic, ...row })
      .onConflict((conflict) => conflict.columns(['slack_user_id', 'topic']).doUpdateSet(row))
      .execute();
    await decideAnew(tx, { slackUserId, topic });
  });
}

export const NOTHING_CHOSEN = {
  mode: null,
  snoozed_until: null,
  chosen_at: null,
  asked_at: null,
  moved_at: null,
} as const;

/** Messages of the topic that wait or go with another one are looked at again, as if they had just come. */
async function decideAnew(
  tx: Store,
  { slackUserId, topic }: { readonly slackUserId: string; readonly topic: string },
): Promise<void> {
  const waiting = tx.db
    .selectFrom('attention')
    .select('post_key')
    .where('slack_user_id', '=', slackUserId)
    .where('decision', 'in', ['hold', 'merge', 'digest'])
    .$if(topic !== ALL_TOPICS, (rows) => rows.where('topic', '=', topic));
  // What goes with a message that has left is said.
  const left = tx.db.selectFrom('post as by').select('by.key').where('by.state', '<>', 'pending');
  await tx.db
    .updateTable('post')
    .set({ state: 'pending', carrier: null, not_before: null })
    .where('key', 'in', waiting)
    .where((eb) =>
      eb.or([
        eb('state', '=', 'pending'),
        eb.and([eb('state', '=', 'carried'), eb('carrier', 'not in', left)]),
      ]),
    )
    .execute();
}
