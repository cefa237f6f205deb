import { ALL_RULES } from '#sandbox/slack/rules/rules.ts';
import { checkMessage, checkView } from '#sandbox/slack/rules/check.ts';
import type { Block } from '#sandbox/slack/workspace/message.ts';
import type { ViewInput } from '#sandbox/slack/workspace/view.ts';
import { LIMITS, lengthOf } from '#slack/blocks/limits.ts';
import { z } from 'zod';
import { INJECTED } from './texts.ts';

/** Something that left for Slack. */
export type Leaving =
  | { readonly kind: 'message'; readonly text: string; readonly blocks: readonly Block[] }
  | { readonly kind: 'view'; readonly view: ViewInput }
  /** Words next to inputs of a form: plain text. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> };

/** What is live in a message on purpose: the people, channels and records that we speak of. */
export interface Known {
  readonly users: ReadonlySet<string>;
  readonly channels: ReadonlySet<string>;
  readonly hosts: ReadonlySet<string>;
}

/** What Slack would do to readers with this that it must not, or why it would refuse it; one line each. */
export function faultsOf(leaving: Leaving, known: Known): readonly string[] {
  switch (leaving.kind) {
    case 'errors':
      return Object.values(leaving.errors).flatMap((words) => [
        ...plainFaults(words),
        ...turnedFaults(words),
      ]);
    case 'view':
      return [...refusals(checkView(ALL_RULES, leaving.view)), ...textFaults(leaving.view, known)];
    case 'message': {
      const { text, blocks } = leaving;
      const long = lengthOf(text) > LIMITS.messageText ? ['the text form is too long'] : [];
      const refused = refusals(checkMessage(ALL_RULES, { text, blocks }));
      return [...refused, ...long, ...mrkdwnFaults(text, known), ...textFaults(blocks, known)];
    }
  }
}

function refusals(rejection: { error: string; messages: readonly string[] } | undefined): readonly string[] {
  return rejection ? [`Slack refuses it: ${rejection.error} ${rejection.messages.join(' ')}`] : [];
}

const Mrkdwn = z.looseObject({
  type: z.literal('mrkdwn'),
  text: z.string(),
  verbatim: z.boolean().optional(),
});
const LIVE = new Set(['user', 'usergroup', 'broadcast', 'channel', 'team', 'emoji', 'date', 'color']);
/** Goes back to us as it came, and is shown to nobody. */
export const UNSEEN: ReadonlySet<string> = new Set([
  'value',
  'action_id',
  'block_id',
  'private_metadata',
  'callback_id',
  'external_id',
  'type',
]);
/** Shown only to who typed it, in the field where they typed it. */
export const OWN_WORDS: ReadonlySet<string> = new Set(['initial_value']);

/** Every text in some JSON, each by the way in which Slack reads it. */
function textFaults(value: unknown, known: Known): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => textFaults(one, known));
  if (typeof value !== 'object' || value === null) return [];
  const mrkdwn = Mrkdwn.safeParse(value);
  if (mrkdwn.success) {
    const linked = mrkdwn.data.verbatim === true ? [] : ['Slack makes links of bare addresses in it'];
    return [...linked, ...mrkdwnFaults(mrkdwn.data.text, known)].map(
      (fault) => `${fault}: ${mrkdwn.data.text}`,
    );
  }
  return [
    ...elementFaults(value, known),
    ...Object.entries(value).flatMap(([name, inner]) => entryFaults(name, inner, known)),
  ];
}

function entryFaults(name: string, inner: unknown, known: Known): readonly string[] {
  if (UNSEEN.has(name) || OWN_WORDS.has(name)) return [];
  if (name === 'url' || name.endsWith('_url'))
    return typeof inner === 'string' ? addressFaults(inner, known) : [];
  if (typeof inner === 'string') return plainFaults(inner);
  return textFaults(inner, known);
}

/** Rich text and Markdown have live parts of their own. */
function elementFaults(value: object, known: Known): readonly string[] {
  const type = 'type' in value ? value.type : undefined;
  if (type === 'markdown') return ['a Markdown block, in which anybody can write links'];
  if (typeof type === 'string' && LIVE.has(type) && !('options' in value)) return [`a live ${type}`];
  if (type !== 'link' || !('url' in value) || typeof value.url !== 'string') return [];
  const label = 'text' in value && typeof value.text === 'string' ? value.text : undefined;
  return linkFaults(value.url, label, known);
}

/** Text as Slack reads it in mrkdwn: what stands in angle brackets is live, entities are characters. */
function mrkdwnFaults(text: string, known: Known): readonly string[] {
  const live = [...text.matchAll(/<([^<>]*)>/g)].flatMap(([, inside = '']) => liveFaults(inside, known));
  const rest = text.replaceAll(/<[^<>]*>/g, '');
  const stray = /[<>]/.test(rest) ? ['an angle bracket of its own'] : [];
  const entity = /&(?!(?:amp|lt|gt);)/.test(text) ? ['an ampersand of its own'] : [];
  const called = /@(channel|here|everyone|group)(?![\p{L}])/iu.test(rest)
    ? ['an @ that calls a channel']
    : [];
  return [...live, ...stray, ...entity, ...called, ...plainFaults(text), ...turnedFaults(rest)];
}

function liveFaults(inside: string, known: Known): readonly string[] {
  const [target = '', ...labels] = inside.split('|');
  const label = labels.length > 0 ? labels.join('|') : undefined;
  switch (target.slice(0, 1)) {
    case '@':
      return known.users.has(target.slice(1)) && label === undefined ? [] : [`a live mention ${inside}`];
    case '#':
      return known.channels.has(target.slice(1)) && label === undefined ? [] : [`a live channel ${inside}`];
    case '!':
      return /^!date\^\d+\^[^^]*$/.test(target) ? [] : [`a live broadcast ${inside}`];
    default:
      return linkFaults(target, label, known);
  }
}

/** A link goes where we send people, and its words do not name another place. */
function linkFaults(url: string, label: string | undefined, known: Known): readonly string[] {
  return addressFaults(url, known).concat(label === undefined ? [] : plainFaults(label));
}

function addressFaults(url: string, { hosts }: Known): string[] {
  const parsed = URL.parse(url);
  const isOurs = parsed !== null && /^https?:$/.test(parsed.protocol) && hosts.has(parsed.hostname);
  return isOurs ? [] : [`a link that is not ours: ${url}`];
}

/** What we set apart from what stands beside it, ended where it began: a name that runs from right to left. */
const SET_APART = /\u2068([^\u2066-\u2069]*)\u2069/gu;
const FIRST_TURNS = /^\P{L}*[\p{Script=Hebrew}\p{Script=Arabic}]/u;

/** Words of ours are drawn in the direction of the first letter that is not set apart. */
function turnedFaults(text: string): readonly string[] {
  const lines = text.replaceAll(SET_APART, '').split('\n');
  return lines.some((line) => FIRST_TURNS.test(line) && /\p{Script=Latin}/u.test(line))
    ? ['a line drawn from right to left']
    : [];
}

/** Whatever Slack makes of it, nobody may be misled by what cannot be seen. A word joiner of ours parts an @ from its word. */
function plainFaults(text: string): readonly string[] {
  const hidden = text
    .replaceAll('@\u2060', '@')
    .replaceAll(SET_APART, '$1')
    .match(/[\p{Cf}\p{Zl}\p{Zp}]|[^\P{Cc}\n]/u);
  return [
    ...(text.isWellFormed() ? [] : ['half a character']),
    ...(hidden ? [`a hidden character U+${hidden[0].codePointAt(0)?.toString(16)}`] : []),
    ...(new RegExp(`^\\s*${INJECTED}`, 'm').test(text) ? ['a line that somebody else began'] : []),
  ];
}
