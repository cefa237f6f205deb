import { z } from 'zod';
import { ChannelId } from '#slack/blocks/channel-id.ts';
import { plainText } from '#slack/blocks/text.ts';
import type { ModalValues } from '#slack/routes.ts';
import { FIELDS } from './policy.ts';
import { LONGEST_WORDS, type MessageAt, MOST_PEOPLE, type Wish } from './praise.ts';

export const IN_CHANNEL = 'channel';
export const ALONE = 'alone';

const UserId = z.string().regex(/^[UW][A-Z0-9]{1,20}$/);
const About = z.object({
  channelId: z.string().regex(/^[CDG][A-Z0-9]{1,20}$/),
  ts: z.string().regex(/^\d{10}\.\d{6}$/),
});

/** What a form carries: from the client, so it says only which praise this is and what it is about. */
const Begun = z.object({ id: z.uuid(), about: About.nullable() });
const Shown = Begun.extend({
  people: z.array(UserId).min(1).max(MOST_PEOPLE),
  words: z.string().min(1),
  channelId: ChannelId.nullable(),
  surface: z.string(),
});

/** A praise that is begun: its window is open. */
export type Begun = z.infer<typeof Begun>;

export function writeBegun(id: string, about: MessageAt | null): string {
  return JSON.stringify({ id, about });
}

export function readBegun(metadata: string): Begun | undefined {
  return Begun.safeParse(parsed(metadata)).data;
}

/** What a preview carries: all of the praise, and who was said to read it. */
export function writeShown(wish: Wish, surface: string): string {
  return JSON.stringify({ ...wish, surface });
}

export function readShown(metadata: string): { wish: Wish; surface: string } | undefined {
  const shown = Shown.safeParse(parsed(metadata)).data;
  if (shown === undefined) return undefined;
  const { surface, ...wish } = shown;
  return { wish: { ...wish, words: tidied(wish.words) }, surface };
}

type ReadWish =
  | { readonly kind: 'wish'; readonly wish: Wish }
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> };

/** Reads the form; every mistake is said next to its field, all at once. */
export function readWish(values: ModalValues, { id, about }: Begun): ReadWish {
  const form = Form.safeParse(values);
  if (!form.success) {
    const byField = Object.entries(z.flattenError(form.error).fieldErrors);
    return {
      kind: 'errors',
      errors: Object.fromEntries(byField.map(([field, [first = '']]) => [field, first])),
    };
  }
  const { people, words, place, channel } = form.data;
  if (place === IN_CHANNEL && channel === undefined)
    return { kind: 'errors', errors: { [FIELDS.channel]: 'Choose a channel, or say it privately.' } };
  const channelId = place === IN_CHANNEL ? (channel ?? null) : null;
  return { kind: 'wish', wish: { id, about, people, words, channelId } };
}

const Form = z.object({
  people: z
    .array(UserId, { error: 'Choose whom you praise.' })
    .min(1, 'Choose whom you praise.')
    .max(MOST_PEOPLE, `Choose at most ${MOST_PEOPLE} people at a time.`)
    .transform((ids) => [...new Set(ids)].toSorted()),
  words: z
    .string({ error: 'Say what for, in your own words.' })
    .transform(tidied)
    .refine((text) => text !== '', 'Say what for, in your own words.')
    .refine(
      (text) => Array.from(text).length <= LONGEST_WORDS,
      `Say it in at most ${LONGEST_WORDS} characters.`,
    ),
  place: z.enum([IN_CHANNEL, ALONE], { error: 'Choose where it is said.' }),
  channel: ChannelId.nullish().transform((id) => id ?? undefined),
});

/** Lines without anything hidden and without empty ones. */
function tidied(text: string): string {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/u).map((line) => plainText(line, 2 * LONGEST_WORDS));
  return lines.filter((line) => line !== '').join('\n');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
