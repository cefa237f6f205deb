import { z } from 'zod';
import type { Services } from '#feature.ts';
import { saveTopic } from '#governor/choices.ts';
import { DIGEST, MOVED, OWN_TOPIC, QUESTION } from '#governor/terms.ts';
import { readJson } from '#lib/json.ts';
import { TOPIC_MODES, type Topic } from '#model/attention.ts';
import type { Attention, PostKind } from '#outbox/outbox.ts';
import { actions, type ButtonSpec } from '#slack/blocks/button.ts';
import { section } from '#slack/blocks/layout.ts';
import { type Message, note } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { Action } from '#slack/routes.ts';
import { topicNamed } from './own.ts';
import { MODE_WORDS } from './words.ts';

const CHOOSE = 'settings.choose';

const Params = z.object({ topic: z.string() });
const Chosen = z.object({ topic: z.string(), mode: z.enum(TOPIC_MODES) });

/** Not one more thing to pause: these are rare, and how the rest stays small. */
const attention: Attention = { topic: OWN_TOPIC, priority: 'important', isPrompt: false };
const quiet = { whenUnknown: 'at-most-once', attention, shows: [] } as const;

/** The messages by which we speak of messages. The digest has no words of its own: it carries others. */
export function notices(topics: readonly Topic[]): readonly PostKind<Services>[] {
  const about = (params: unknown) => topics.find(({ id }) => id === Params.parse(params).topic);
  return [
    { kind: DIGEST, ...quiet, render: async () => undefined },
    { kind: QUESTION, ...quiet, render: async (_, { params }) => question(about(params)) },
    { kind: MOVED, ...quiet, render: async (_, { params }) => moved(about(params)) },
  ];
}

/** The answer to the question, and to a move: each, in one message a day, nothing. */
export function chooseActions(topics: readonly Topic[]): readonly Action<Services>[] {
  return TOPIC_MODES.map((mode) => ({
    id: `${CHOOSE}_${mode}`,
    permission: 'anyone',
    shows: [],
    async run({ services, actor, value, now }) {
      const chosen = Chosen.safeParse(readJson(value));
      const topic = topicNamed(topics, chosen.success ? chosen.data.topic : undefined);
      await saveTopic(services.store, { slackUserId: actor.slackUserId, topic: topic.id, mode, now });
      await services.outbox.wake();
      return note(mrkdwn`${escapeText(topic.name)}: ${escapeText(MODE_WORDS[mode])} from now on.`);
    },
  }));
}

function question(topic: Topic | undefined): Message | undefined {
  if (topic === undefined) return undefined;
  const text = mrkdwn`The last three messages of *${escapeText(topic.name)}* were not acted on. Shall they go on? Without an answer they do, for now.`;
  return {
    text,
    blocks: [
      section(text),
      actions(
        choice(topic, 'on', 'Keep them'),
        choice(topic, 'digest', 'One message a day'),
        choice(topic, 'off', 'Stop them'),
      ),
    ],
  };
}

function moved(topic: Topic | undefined): Message | undefined {
  if (topic === undefined) return undefined;
  const text = mrkdwn`*${escapeText(topic.name)}:* one message a day from now on, as most of them were not acted on. This is said once.`;
  return {
    text,
    blocks: [
      section(text),
      actions(choice(topic, 'on', 'Bring them back'), choice(topic, 'off', 'Stop them')),
    ],
  };
}

function choice(topic: Topic, mode: z.infer<typeof Chosen>['mode'], label: string): ButtonSpec {
  return {
    action: `${CHOOSE}_${mode}`,
    label,
    spoken: `${label}: ${topic.name}`,
    value: JSON.stringify({ topic: topic.id, mode }),
  };
}
