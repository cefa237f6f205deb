import type { Period } from '#model/period.ts';

/** Whom a question is about, as it was written. */
export type Who =
  | { readonly kind: 'me' }
  | { readonly kind: 'slack'; readonly userId: string }
  | { readonly kind: 'email'; readonly email: string };

/** What a question names, in any order of its words; nothing is decided yet about what it leaves open. */
export interface Ask {
  readonly metrics: readonly string[];
  readonly periods: readonly Period[];
  readonly people: readonly Who[];
  readonly team: boolean;
  /** ISO codes of currencies to show amounts in. */
  readonly currencies: readonly string[];
  /** Runs of words that are none of these: a person's name, or a word misspelt. */
  readonly rest: readonly string[];
}

export interface Vocabulary {
  /** Every name a metric goes by, its id included. */
  readonly metrics: readonly { readonly id: string; readonly names: readonly string[] }[];
  /** Reads "last quarter", "2026-Q3", "this week"; undefined when the words are no period. */
  parsePeriod(words: string): Period | undefined;
}

type Found = { readonly length: number } & (
  | { readonly kind: 'metric'; readonly id: string }
  | { readonly kind: 'period'; readonly period: Period }
  | { readonly kind: 'person'; readonly who: Who }
  | { readonly kind: 'team' }
  | { readonly kind: 'currency'; readonly code: string }
  | { readonly kind: 'filler' }
);

const LONGEST_PHRASE = 5;
const TOKEN = /<@[^>]*>|[^\s,;]+/g;
const SLACK_USER = /^<@([A-Z0-9]+)(?:\|[^>]*)?>$/;
const EMAIL = /^(?:<mailto:[^|]*\|)?([^\s@<>|]+@[^\s@<>|]+\.[^\s@<>|]+)>?$/;
const FILLER = new Set([
  'a',
  'an',
  'and',
  'by',
  'for',
  'from',
  'how',
  'in',
  'of',
  'on',
  'show',
  'the',
  'to',
  'with',
]);
const ME = new Set(['i', 'me', 'mine', 'my', 'myself']);
const TEAM = new Set(['team', 'teams']);

/** Reads a question such as "win rate last quarter team" or "@Dana calls"; the order of its parts is free. */
export function readAsk(text: string, vocabulary: Vocabulary): Ask {
  const tokens = text.match(TOKEN) ?? [];
  const metricOf = metricIndex(vocabulary);
  const found: Found[] = [];
  const rest: string[] = [];
  let run: string[] = [];
  const endRun = () => {
    if (run.length > 0) rest.push(run.join(' '));
    run = [];
  };
  for (let at = 0; at < tokens.length; ) {
    const next = recognise(tokens.slice(at, at + LONGEST_PHRASE), {
      metricOf,
      parsePeriod: vocabulary.parsePeriod,
    });
    if (next) {
      endRun();
      found.push(next);
    } else {
      run.push(nameWord(tokens[at] ?? ''));
    }
    at += next?.length ?? 1;
  }
  endRun();
  return {
    metrics: [...new Set(found.flatMap((one) => (one.kind === 'metric' ? [one.id] : [])))],
    periods: distinctPeriods(found.flatMap((one) => (one.kind === 'period' ? [one.period] : []))),
    people: distinctPeople(found.flatMap((one) => (one.kind === 'person' ? [one.who] : []))),
    team: found.some((one) => one.kind === 'team'),
    currencies: [...new Set(found.flatMap((one) => (one.kind === 'currency' ? [one.code] : [])))],
    rest,
  };
}

interface Recogniser {
  readonly metricOf: ReadonlyMap<string, string>;
  readonly parsePeriod: Vocabulary['parsePeriod'];
}

/** The longest phrase at the beginning of these words that means something. */
function recognise(tokens: readonly string[], { metricOf, parsePeriod }: Recogniser): Found | undefined {
  const person = readPerson(tokens[0] ?? '');
  if (person) return { kind: 'person', who: person, length: 1 };
  const currency = readCurrency(tokens);
  if (currency) return currency;
  for (let length = tokens.length; length > 0; length--) {
    const words = tokens.slice(0, length).map(bare).join(' ');
    const metric = metricOf.get(phraseKey(words));
    if (metric) return { kind: 'metric', id: metric, length };
    const period = words === '' ? undefined : parsePeriod(words);
    if (period) return { kind: 'period', period, length };
  }
  const word = bare(tokens[0] ?? '').toLowerCase();
  if (TEAM.has(word)) return { kind: 'team', length: 1 };
  if (ME.has(word)) return { kind: 'person', who: { kind: 'me' }, length: 1 };
  return word === '' || FILLER.has(word) ? { kind: 'filler', length: 1 } : undefined;
}

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
/** Codes that are words as well: they count in capital letters after "in" only. */
const ALSO_WORDS = new Set(['ALL', 'TOP', 'TRY']);

/** "in EUR", "in eur", or "EUR" by itself in capital letters. */
function readCurrency([first = '', second = '']: readonly string[]): Found | undefined {
  const isIn = first.toLowerCase() === 'in';
  const word = bare(isIn ? second : first);
  const code = word.toUpperCase();
  if (!CURRENCIES.has(code)) return undefined;
  const isMeant = ALSO_WORDS.has(code) ? isIn && word === code : isIn || word === code;
  return isMeant ? { kind: 'currency', code, length: isIn ? 2 : 1 } : undefined;
}

function readPerson(token: string): Who | undefined {
  const userId = SLACK_USER.exec(token)?.[1];
  if (userId) return { kind: 'slack', userId };
  const email = EMAIL.exec(bare(token))?.[1];
  return email ? { kind: 'email', email: email.toLowerCase() } : undefined;
}

function metricIndex(vocabulary: Vocabulary): ReadonlyMap<string, string> {
  return new Map(
    vocabulary.metrics.flatMap(({ id, names }) => [id, ...names].map((name) => [phraseKey(name), id])),
  );
}

/** Win rate, win_rate and WIN-RATE are the same words. */
function phraseKey(words: string): string {
  return words
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim();
}

/** A word without the punctuation around it. */
function bare(token: string): string {
  return token.replace(/^["'“”‘’(]+/, '').replace(/["'“”‘’).!?:]+$/, '');
}

/** A word of a person's name: without a leading @ and without a possessive. */
function nameWord(token: string): string {
  return bare(token)
    .replace(/^@/, '')
    .replace(/['’]s$/i, '');
}

function distinctPeriods(periods: readonly Period[]): readonly Period[] {
  return periods.filter((one, at) => periods.findIndex((other) => sameDays(one, other)) === at);
}

function sameDays(a: Period, b: Period): boolean {
  return a.type === b.type && a.start.equals(b.start) && a.end.equals(b.end);
}

/** "my" beside a named person or a team only says whose team it is. */
function distinctPeople(people: readonly Who[]): readonly Who[] {
  const named = people.filter((who) => who.kind !== 'me');
  const kept = named.length > 0 ? named : people.slice(0, 1);
  return kept.filter((who, at) => kept.findIndex((other) => whoKey(other) === whoKey(who)) === at);
}

function whoKey(who: Who): string {
  if (who.kind === 'slack') return who.userId;
  return who.kind === 'email' ? who.email : 'me';
}
