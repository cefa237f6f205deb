import { z } from 'zod';
import type { Feature, Services } from '#feature.ts';
import { must } from '#lib/errors.ts';
import type { Topic } from '#model/attention.ts';
import type { PostKind, PostRequest } from '#outbox/outbox.ts';
import { note } from '#slack/blocks/message.ts';
import { escapeText } from '#slack/blocks/text.ts';

/** How the messages of a run are made: every message has a number, and is due from the beginning. */
export interface Load {
  readonly total: number;
  /** How many a tick records. */
  readonly batch: number;
  readonly audiences: readonly string[];
  /** The product's own kinds, of which each message has one; their words are numbers here. */
  readonly kinds: readonly (Pick<PostKind<Services>, 'kind' | 'whenUnknown'> & {
    readonly isForChannels: boolean;
  })[];
}

const Params = z.object({ number: z.int() });
const NAME = 'chaos';
/** Half of them go to people. */
const TOPIC: Topic = { id: NAME, name: 'Numbers', about: 'Numbered messages', startsAs: 'on' };

export function wordsOf(number: number): string {
  return `Message ${number}`;
}

/** A schedule that derives what is due again and again, as all schedules do, and says it under the same keys. */
export function chaosFeature(load: Load, onRender: (words: string) => void = () => undefined): Feature {
  const { total, batch } = load;
  return {
    name: NAME,
    summary: 'Numbered messages',
    posts: load.kinds.map(({ kind, whenUnknown, isForChannels }) => ({
      kind,
      whenUnknown,
      attention: isForChannels ? 'channel' : { topic: TOPIC, priority: 'ordinary', isPrompt: false },
      shows: [],
      async render(_, { params }) {
        const words = wordsOf(Params.parse(params).number);
        onRender(words);
        return note(escapeText(words));
      },
    })),
    schedules: [
      {
        name: NAME,
        shows: [],
        async run({ store, outbox }) {
          const known = await store.db
            .selectFrom('post')
            .select(({ fn }) => fn.countAll<bigint>().as('count'))
            .executeTakeFirstOrThrow();
          const from = Number(known.count);
          for (let number = from; number < Math.min(from + batch, total); number++)
            await outbox.record(store, requestOf(load, number));
        },
      },
    ],
  };
}

/** The message of a number; what takes another one back stands in its thread, as it does in the product. */
function requestOf({ audiences, kinds }: Load, number: number): PostRequest {
  const audience = must(audiences[number % audiences.length], 'an audience');
  const fitting = kinds.filter(({ isForChannels }) => isForChannels === /^[CG]/.test(audience));
  const { kind } = must(fitting[Math.floor(number / 2) % fitting.length], 'a kind for it');
  const before = number - audiences.length;
  const isAnswer = kind.endsWith('.withdrawn') && before >= 0;
  return {
    key: keyOf(number),
    kind,
    params: { number },
    audience,
    ...(isAnswer ? { thread: keyOf(before) } : {}),
  };
}

function keyOf(number: number): string {
  return `${NAME}/${number}`;
}
