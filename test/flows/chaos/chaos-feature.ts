import { z } from 'zod';
import type { Feature } from '#feature.ts';
import type { Topic } from '#model/attention.ts';
import { note } from '#slack/blocks/message.ts';
import { escapeText } from '#slack/blocks/text.ts';

/** How the messages of a run are made: every message has a number, and is due from the beginning. */
export interface Load {
  readonly total: number;
  /** How many a tick records. */
  readonly batch: number;
  readonly audiences: readonly string[];
}

const Params = z.object({ number: z.int() });
const KIND = 'chaos';
/** Half of them go to people. */
const TOPIC: Topic = { id: KIND, name: 'Numbers', about: 'Numbered messages', startsAs: 'on' };

export function wordsOf(number: number): string {
  return `Message ${number}`;
}

/** A schedule that derives what is due again and again, as all schedules do, and says it under the same keys. */
export function chaosFeature(
  { total, batch, audiences }: Load,
  onRender: (words: string) => void = () => undefined,
): Feature {
  return {
    name: KIND,
    summary: 'Numbered messages',
    posts: [
      {
        kind: KIND,
        whenUnknown: 'ask',
        attention: { topic: TOPIC, priority: 'ordinary', isPrompt: false },
        shows: [],
        async render(_, { params }) {
          const words = wordsOf(Params.parse(params).number);
          onRender(words);
          return note(escapeText(words));
        },
      },
    ],
    schedules: [
      {
        name: KIND,
        shows: [],
        async run({ store, outbox }) {
          const known = await store.db
            .selectFrom('post')
            .select(({ fn }) => fn.countAll<bigint>().as('count'))
            .executeTakeFirstOrThrow();
          const from = Number(known.count);
          for (let number = from; number < Math.min(from + batch, total); number++) {
            const audience = audiences[number % audiences.length] ?? '';
            await outbox.record(store, {
              key: `${KIND}/${number}`,
              kind: KIND,
              params: { number },
              audience,
            });
          }
        },
      },
    ],
  };
}
