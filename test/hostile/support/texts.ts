import { must } from '#lib/errors.ts';

/** Words that begin a line of their own only where a line break was let through. */
export const INJECTED = 'Injected line';

/** What somebody might write to be taken for us, to call a whole channel, to hide or to break a view. */
const PIECES = [
  '<!channel>',
  '<!here|here>',
  '<!everyone>',
  '<!subteam^S0EVIL|@leaders>',
  '<!date^1700000000^{date}^https://evil.example|today>',
  '<@U0EVIL>',
  '<@U0EVIL|Vera>',
  '<#C0EVIL|sales>',
  '<https://evil.example|Salesforce>',
  '<http://evil.example/login>',
  '<mailto:ceo@evil.example|Vera Holt>',
  '<tel:+100|call>',
  '<slack://user?id=U0EVIL|x>',
  '<javascript:alert(1)|x>',
  'https://evil.example/login',
  'www.evil.example',
  'mailto:ceo@evil.example',
  'http://login.salesforce.com@evil.example/',
  '[Salesforce](https://evil.example)',
  '![](https://evil.example/x.png)',
  '@channel',
  '@here',
  '@Everyone',
  '@\u200Bchannel',
  '@group',
  '@U0EVIL',
  '#C0EVIL',
  '&lt;!channel&gt;',
  '&amp;lt;!here&amp;gt;',
  '&#60;!channel&#62;',
  '\\<!channel\\>',
  '<<!channel>>',
  '<!channel',
  '!channel>',
  '|https://evil.example>',
  '^{date}^https://evil.example',
  '*',
  '_',
  '~',
  '`',
  '```',
  '>',
  '>>>',
  '*x',
  '_x_',
  '~x~',
  '• ',
  '# ',
  '---',
  '| a | b |',
  '\u202E',
  '\u202Dgnp.exe',
  '\u2066',
  '\u2067x\u2069',
  '\u061C',
  '\u200F',
  '\u200E',
  '\u200B',
  '\u200C',
  '\u200D',
  '\uFEFF',
  '\u2060',
  '\u00AD',
  '\u180E',
  '\u{E0041}',
  'עברית',
  'العربية',
  '東京',
  'Z\u0351\u0352\u0353a\u0301\u0300\u0302\u0303\u0304l\u0305\u0306\u0307g\u0308\u0309o',
  '👍',
  '👩‍👩‍👧‍👦',
  '🏴‍☠️',
  ':tada:',
  ':rotating_light::rotating_light:',
  '🇩🇪',
  '️⃣',
  '\u0007',
  '\u001B[31mred\u001B[0m',
  '\u001B]8;;https://evil.example\u0007x',
  '\u009B31m',
  '\u007F',
  '\u0008',
  `\n${INJECTED}`,
  `\r\n${INJECTED}`,
  `\u2028${INJECTED}`,
  `\u2029${INJECTED}`,
  `\u0085${INJECTED}`,
  `\u000B${INJECTED}`,
  '\t',
  ' ',
  '\u00A0',
  '\u3000',
  '\u2800',
  '\u3164',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><b>',
  "' or 1=1 --",
  '"; drop table person; --',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(1)',
  '%s%n',
  '${7*7}',
  '{{7*7}}',
  '../../etc/passwd',
  '{"text":"x"}',
  '[1]',
  'null',
  'undefined',
  'NaN',
  '-0',
  '1e309',
  '__proto__',
  'constructor',
  ', ',
  '; ',
  ' · ',
  '/attain',
  '"',
  "'",
  '\\',
  '\\n',
] as const;

/** The whole of a text, many times over. */
const FLOODS = [
  'A',
  '👍',
  '👩‍👩‍👧‍👦',
  '<',
  '&',
  '&amp;',
  '>',
  '*',
  '\u0301',
  ':tada:',
  '\n',
  '<!channel>',
  'ﷺ',
  'W ',
] as const;

/** The characters that no engine of ours stores in a text: they come typed, never out of Salesforce. */
const TYPED_ONLY = ['\u0000', '\uD800', '\uDC00x', 'a\uD83D'] as const;

const LONGEST = 40_000;
/** So many stand one after another in each value. */
const AT_ONCE = 3;

export interface HostileTexts {
  /** The next texts, unlike any before, as one value that may stand in Salesforce. */
  next(most?: number): string;
  /** What fits the column that it is to stand in, where that matters. */
  forColumn?(column: string): string;
  /** The next texts as somebody may type them: also with what cannot be stored. */
  typed(most?: number): string;
  /** How many texts there were. */
  readonly count: number;
}

/** Texts that all differ: each has a number of its own near its beginning, by which it is found where it is shown. */
export function hostileTexts(seed: number): HostileTexts {
  const chance = chanceOf(seed);
  let count = 0;
  const pick = <T>(all: readonly T[]): T => must(all[Math.floor(chance() * all.length)], 'one of them');
  const short = (pieces: readonly string[]) => {
    const more = Array.from({ length: 1 + Math.floor(chance() * 3) }, () => pick(pieces));
    return `${pick(pieces)}h${seed}n${++count}x${more.join(pick(['', '', ' ']))}`;
  };
  const make = (pieces: readonly string[], most: number) => {
    const texts = Array.from({ length: AT_ONCE }, () => short(pieces)).join(' ');
    const flood = chance() < 0.1 ? pick(FLOODS).repeat(chance() < 0.2 ? LONGEST : 400) : '';
    // A value that began with a line break would rightly begin the line in which it stands.
    return `x${texts}${flood}`.slice(chance() < 0.5 || texts.includes(INJECTED) ? 0 : 1).slice(0, most);
  };
  return {
    next: (most = LONGEST) => make(PIECES, most).toWellFormed(),
    typed: (most = LONGEST) => make([...PIECES, ...TYPED_ONLY, ...TYPED_ONLY, ...TYPED_ONLY], most),
    get count() {
      return count;
    },
  };
}

/** The numbers of the texts of which something is shown in there. */
export function textsIn(shown: string): readonly string[] {
  return shown.match(/h\d+n\d+x/g) ?? [];
}

/** Repeatable chance, from 0 to below 1. */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
