import { must } from '#lib/errors.ts';
import type { HostileTexts } from '../../test/hostile/support/texts.ts';
import type { Words } from './words.ts';

type Kind = Exclude<keyof Words, 'letterA'>;

/** What a column names, by its name; every other column holds a sentence. */
const COLUMNS: readonly (readonly [RegExp, Kind])[] = [
  [/^person\.name$/, 'people'],
  [/^(?:account\.name|organization\.name)$/, 'companies'],
  [/^(?:opportunity|activity|product)\.(?:name|subject)$/, 'deals'],
  [/\.(?:location|country|city|value|place)$/, 'places'],
  [/\.(?:cause|remedy|effect|error|problem)$/, 'reasons'],
  [/\.title$/, 'titles'],
  [/\.(?:name|label|developer_name|family|code|api_name|stage|type|role)$/, 'labels'],
  [/\.(?:approved_by|made_by|granted_by|given|means|imported_by|changed_by|set_by|ended_by)$/, 'people'],
];
/** Titles that somebody writes are sentences. */
const WRITTEN = /^announcement\./;

/** Texts as people write them, with the words of one variant, each column's values told apart by letters at most. */
export function ordinaryTexts(words: Words): HostileTexts & { person(at: number): string } {
  const given = new Map<Kind, number>();
  const nth = (kind: Kind, at: number) => {
    const all = words[kind];
    const round = Math.floor(at / all.length);
    const letters = [Math.floor((round - 1) / 22), (round - 1) % 22].map((n) =>
      String.fromCodePoint(words.letterA + n),
    );
    return `${must(all[at % all.length], 'a word')}${round === 0 ? '' : ` ${letters.join('')}`}`;
  };
  const next = (kind: Kind) => {
    const at = given.get(kind) ?? 0;
    given.set(kind, at + 1);
    return kind === 'sentences' ? nth(kind, at % words.sentences.length) : nth(kind, at);
  };
  let mails = 0;
  return {
    next: (most = 3_000) => next('sentences').slice(0, most),
    typed: (most = 3_000) => next('sentences').slice(0, most),
    forColumn(column) {
      if (column.endsWith('.email') || column.endsWith('.username')) return `person${++mails}@example.com`;
      const kind = COLUMNS.find(([pattern]) => pattern.test(column) && !WRITTEN.test(column))?.[1];
      return next(kind ?? 'sentences');
    },
    person: (at) => nth('people', at),
    count: 0,
  };
}
