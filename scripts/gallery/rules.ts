import { ALL_RULES } from '#sandbox/slack/rules/rules.ts';
import { checkMessage, checkView } from '#sandbox/slack/rules/check.ts';
import { LIMITS, lengthOf } from '#slack/blocks/limits.ts';
import type { Leaving } from '../../test/hostile/support/judge.ts';
import { buttonsOf, readable, tableTexts } from './readable.ts';

/** Words that shame, or that say less than they seem to, as docs/messages.md has them. */
const SHAMING =
  /\b(?:you only|only \d|(?:is|are|you|has|have) still|(?:fall\w*|far|badly|(?<!nobody )is|are|run\w*) behind|(?:you|people|reps?) (?:have |has )?failed|badly|worst|poor(?:ly)?|weak(?:est)?|bottom|underperform\w*|loser\w*|lagging|zero)\b/iu;
/** Signs of a value that nobody looked at. */
const UNSEEN = /\b(?:undefined|NaN|(?<!:)null)\b|\[object |\$\{|Invalid Date/u;
const EMOJI = /\p{Emoji_Presentation}|:[a-z][a-z_]+:/gu;
const BARS = /[█▓▒░▇■□▰▱→←↑↓]/u;
const ONE_OF_MANY =
  /(?<![\d.,–-])\b1 (?!was\b|is\b|has\b|this\b|plus\b|across\b|always\b|less\b)[a-z]{2,}[^s\W]s\b(?! \d)/u;
const MANY_OF_ONE =
  /(?<![\d.,])\b(?:[02-9]|\d\d+) (?:deal|person|day|week|message|board|quota|line|member|team|question|figure|entry)\b(?![-’'])/u;
const VAGUE_LABELS = /^(?:ok|okay|yes|submit|click here)$/iu;

/** What in a message or view is not as docs/messages.md and Slack want it; one line each. */
export function rulesBroken(leaving: Leaving): readonly string[] {
  const words = readable(leaving).flatMap(wordFaults);
  return [...new Set([...refusals(leaving), ...formFaults(leaving), ...words, ...wholeFaults(leaving)])];
}

function refusals(leaving: Leaving): readonly string[] {
  if (leaving.kind === 'errors') return [];
  const refused =
    leaving.kind === 'view' ? checkView(ALL_RULES, leaving.view) : checkMessage(ALL_RULES, leaving);
  return refused ? [`Slack refuses it: ${refused.error} ${refused.messages.join(' ')}`] : [];
}

/** The text form says what the blocks say. */
function formFaults(leaving: Leaving): readonly string[] {
  if (leaving.kind !== 'message') return [];
  const { text, blocks } = leaving;
  if (text.trim() === '') return ['it has no text form'];
  const long = lengthOf(text) > LIMITS.messageText ? ['its text form is too long'] : [];
  // Where the text says that lines are missing, the numbers of those lines are.
  const isCut = /\b(?:and )?[\d,]+ more\b|…$/u.test(text);
  // The first place is said in words: who leads.
  const said = new Set([...numbersIn(text), '1']);
  const lost = isCut
    ? []
    : numbersIn(readable({ ...leaving, text: '' }).join('\n')).filter((one) => !said.has(one));
  return [
    ...long,
    ...(blocks.length > 0 && lost.length > 0
      ? [`its text form lacks numbers of its blocks: ${[...new Set(lost)].slice(0, 8).join(' ')}`]
      : []),
  ];
}

function numbersIn(text: string): readonly string[] {
  return (text.replaceAll(/<[^>]*>|\b\d\d:\d\d\b/gu, '').match(/\d[\d,.:]*\d|\d/gu) ?? []).map((one) => {
    const plain = one.replaceAll(',', '');
    return /^\d+\.\d+$/.test(plain) ? String(Number(plain)) : plain;
  });
}

function wordFaults(text: string): readonly string[] {
  const found = [
    ['a word that shames', SHAMING],
    ['a value that nobody looked at', UNSEEN],
    ['one of many', ONE_OF_MANY],
    ['many of one', MANY_OF_ONE],
    ['a bar or an arrow', BARS],
    ['two spaces', /\S {2,}\S/u],
    ['two full stops', /(?<!\.)\.\.(?!\.)|[!?]\.(?!\w)/u],
    ['a space before a stop', /\s[,;](?:\s|$)|\w \.(?:\s|$)/u],
  ] as const;
  return found.flatMap(([fault, pattern]) => {
    const at = text.search(pattern);
    return at < 0 ? [] : [`${fault}: ${text.slice(Math.max(0, at - 60), at + 80).replaceAll('\n', ' / ')}`];
  });
}

/** What holds for the whole of it. */
function wholeFaults(leaving: Leaving): readonly string[] {
  if (leaving.kind === 'errors') return [];
  const blocks = leaving.kind === 'view' ? leaving.view.blocks : leaving.blocks;
  const buttons = buttonsOf(blocks);
  const primary = buttons.filter(({ style }) => style === 'primary').length;
  const emoji = readable(leaving.kind === 'message' ? { ...leaving, text: '' } : leaving)
    .join('\n')
    .match(EMOJI);
  const inTables = tableTexts(blocks).filter((text) => text.search(EMOJI) >= 0);
  return [
    ...(primary > 1 ? [`${primary} buttons stand out`] : []),
    ...((emoji?.length ?? 0) > 1 && leaving.kind === 'message'
      ? [`${emoji?.length} emoji: ${emoji?.join(' ')}`]
      : []),
    ...(inTables.length > 0 ? [`emoji in a table: ${inTables[0]}`] : []),
    ...buttons.flatMap(({ label }) => (VAGUE_LABELS.test(label) ? [`a button that says "${label}"`] : [])),
  ];
}
