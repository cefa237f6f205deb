declare const safe: unique symbol;

/** Text that may stand in Slack's mrkdwn: written by us, or made harmless by `escapeText`. */
export type SafeText = string & { readonly [safe]: true };

const DEFAULT_LENGTH = 150;

/** Words that call a whole channel when they follow an @, in whatever case. */
const BROADCAST = /@(?=(channel|here|everyone|group)(?!\p{L}))/giu;
const WORD_JOINER = '\u2060';

/** Scripts that run from right to left; numbers and punctuation of ours beside them would be drawn on their wrong side. */
const SCRIPTS = String.raw`\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}`;
const RIGHT_TO_LEFT = new RegExp(`[${SCRIPTS}]`, 'u');
const [ISOLATE, END_OF_ISOLATE] = ['\u2068', '\u2069'];
/** Enough of what was typed to know it by. */
const QUOTED_LENGTH = 40;
/** What a sentence of ours took from outside: what stands in quotes, else words that run from right to left. */
const TAKEN = new RegExp(
  `"(?<quoted>[^"\\s](?:[^"]*[^"\\s])?)"|(?<bare>[${SCRIPTS}](?:[\\s\\p{M}\\p{N}'’-]*[${SCRIPTS}])*)`,
  'gu',
);

/** The one place that vouches for a text. */
function vouch(text: string): SafeText {
  return text as SafeText;
}

/**
 * One harmless line for mrkdwn from any outside text: a deal's name, a person's name, what someone typed.
 * Nothing in it is a mention, a link or a broadcast; at most `length` characters of it are kept. What runs from right to
 * left is set apart, so that a figure after a name stays after it.
 */
export function escapeText(raw: string, length = DEFAULT_LENGTH): SafeText {
  return vouch(setApart(harmless(plainText(raw, length))));
}

/**
 * Like `escapeText` for a sentence of ours that holds words from outside, such as a refusal that says back what was
 * typed. Those words alone are set apart: a sentence that begins with a Hebrew one is still drawn from left to right.
 * Of a long quotation its beginning is kept, so that what was wrong with it is said too.
 */
export function escapeSentence(raw: string, length = DEFAULT_LENGTH): SafeText {
  return vouch(harmless(plainSentence(raw, length)));
}

/** The same for `plain_text`, such as the words next to a field. */
export function plainSentence(raw: string, length = DEFAULT_LENGTH): string {
  const whole = plainText(raw, raw.length);
  const brief = whole.replace(TAKEN, (taken, quoted: string | undefined) =>
    quoted === undefined ? taken : `"${shorten(quoted, QUOTED_LENGTH)}"`,
  );
  return shorten(brief, length).replace(TAKEN, (taken, quoted: string | undefined) =>
    quoted === undefined ? setApart(taken) : `"${setApart(quoted)}"`,
  );
}

function setApart(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `${ISOLATE}${text}${END_OF_ISOLATE}` : text;
}

function harmless(line: string): string {
  const escaped = line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replace(BROADCAST, `@${WORD_JOINER}`);
}

/**
 * One line for `plain_text`, where Slack parses nothing: control, bidirectional and zero-width characters are
 * removed, white space is collapsed, and past `length` code points an ellipsis stands for the rest.
 */
export function plainText(raw: string, length = DEFAULT_LENGTH): string {
  const line = raw
    .toWellFormed()
    // A byte-order mark is white space to a regular expression and shows as nothing.
    .replace(/\uFEFF|(?!\s)[\p{Cc}\p{Cf}]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return shorten(line, length);
}

/** Like `plainText` for places that Slack wants filled: a dash stands for nothing. */
export function plainLabel(raw: string, length = DEFAULT_LENGTH): string {
  return plainText(raw, length) || '–';
}

/** At most `length` code points, the last one an ellipsis when something was cut. */
function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const points = Array.from(text);
  if (points.length <= length) return text;
  return `${points
    .slice(0, length - 1)
    .join('')
    .trimEnd()}…`;
}

/** A safe text with what ends it where a cut has taken that away. */
export function closeIsolate(text: SafeText): SafeText {
  return text.lastIndexOf(ISOLATE) > text.lastIndexOf(END_OF_ISOLATE)
    ? vouch(`${text}${END_OF_ISOLATE}`)
    : text;
}

/** A text from outside as the end of a sentence of ours: a full stop follows, unless it ends a sentence itself. */
export function endSentence(text: SafeText): SafeText {
  return new RegExp(`[.!?…。！？؟]${END_OF_ISOLATE}?$`, 'u').test(text) ? text : vouch(`${text}.`);
}

/** Mrkdwn written by us around values that are already safe: mrkdwn`*Bookings*: ${escapeText(name)}`. */
export function mrkdwn(
  words: TemplateStringsArray,
  ...values: readonly (SafeText | number | bigint)[]
): SafeText {
  return vouch(words.map((word, index) => `${word}${values[index] ?? ''}`).join(''));
}
