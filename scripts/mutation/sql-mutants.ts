/** One small mistake in the SQL of a file. */
export interface SqlMutant {
  readonly line: number;
  readonly was: string;
  readonly now: string;
  /** Which template of the file, and which of its stretches between ${…}, both counted from nought. */
  readonly template: number;
  readonly part: number;
  /** That stretch with the mistake in it. */
  readonly text: string;
}

/** What people get wrong in SQL: bounds, joins of conditions, negations, order and aggregates. */
const MISTAKES: readonly (readonly [RegExp, string])[] = [
  [/(?<![<>!=-])<(?![<>=])/g, '<='],
  [/<=/g, '<'],
  [/(?<![<>=-])>(?![>=])/g, '>='],
  [/>=/g, '>'],
  [/<>/g, '='],
  [/(?<![<>!:=]) = (?!any)/g, ' <> '],
  [/\band\b(?! \$)/g, 'or'],
  [/\bis not null\b/g, 'is null'],
  [/\bis null\b/g, 'is not null'],
  [/\bnot exists\b/g, 'exists'],
  [/(?<!is )\bnot (?!exists|null|materialized|distinct)/g, ''],
  [/\bmin\(/g, 'max('],
  [/\bmax\(/g, 'min('],
  [/\bgreatest\(/g, 'least('],
  [/\bleast\(/g, 'greatest('],
  [/ desc\b/g, ' asc'],
  [/ union all /g, ' union '],
  [/ \+ /g, ' - '],
];

const START = /\bsql(<[^`]*?>)?`/g;

/** Every mutant of the templates marked as sql in a file; what stands in ${…} is code, not SQL. */
export function sqlMutants(source: string): readonly SqlMutant[] {
  return [...source.matchAll(START)].flatMap((start, template) =>
    stretches(source, start.index + start[0].length).flatMap(({ from, to }, part) => {
      const own = source.slice(from, to);
      return MISTAKES.flatMap(([pattern, now]) =>
        [...own.matchAll(pattern)].map((match) => ({
          line: source.slice(0, from + match.index).split('\n').length,
          was: match[0].trim(),
          now: now.trim(),
          template,
          part,
          text: own.slice(0, match.index) + now + own.slice(match.index + match[0].length),
        })),
      );
    }),
  );
}

/** The file with the nth template marked as `sqlAt[n]` instead of `sql`, so that one can be switched while it runs. */
export function switchable(source: string): string {
  let template = -1;
  return source.replace(START, (_, row: string | undefined) => {
    template += 1;
    return `sqlAt[${template}]${row ?? ''}\``;
  });
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Stretches of SQL text from after the backtick of a template to its end, between its ${…}. */
function stretches(source: string, start: number): readonly Stretch[] {
  const found: Stretch[] = [];
  let from = start;
  let depth = 0;
  for (let at = from; at < source.length; at += 1) {
    if (depth === 0 && source.startsWith('${', at)) {
      found.push({ from, to: at });
      depth = 1;
      at += 1;
    } else if (depth > 0) {
      if (source[at] === '{') depth += 1;
      if (source[at] === '}') depth -= 1;
      if (depth === 0) from = at + 1;
    } else if (source[at] === '`') {
      found.push({ from, to: at });
      break;
    }
  }
  return found;
}
