/** One small mistake in the SQL of a file. */
export interface SqlMutant {
  readonly line: number;
  readonly was: string;
  readonly now: string;
  /** The whole file with the mistake in it. */
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

/** Every mutant of the templates marked as sql in a file; what stands in ${…} is code, not SQL. */
export function sqlMutants(source: string): readonly SqlMutant[] {
  return sqlParts(source).flatMap(({ from, to }) =>
    MISTAKES.flatMap(([pattern, now]) =>
      [...source.slice(from, to).matchAll(pattern)].map((match) => {
        const at = from + match.index;
        const after = at + match[0].length;
        return {
          line: source.slice(0, at).split('\n').length,
          was: match[0].trim(),
          now: now.trim(),
          text: source.slice(0, at) + now + source.slice(after),
        };
      }),
    ),
  );
}

interface Part {
  readonly from: number;
  readonly to: number;
}

/** Stretches of SQL text between the backticks of a template and its ${…}. */
function sqlParts(source: string): readonly Part[] {
  const parts: Part[] = [];
  for (const start of source.matchAll(/\bsql(?:<[^`]*?>)?`/g)) {
    let from = start.index + start[0].length;
    let depth = 0;
    for (let at = from; at < source.length; at += 1) {
      if (depth === 0 && source.startsWith('${', at)) {
        parts.push({ from, to: at });
        depth = 1;
        at += 1;
      } else if (depth > 0) {
        if (source[at] === '{') depth += 1;
        if (source[at] === '}') depth -= 1;
        if (depth === 0) from = at + 1;
      } else if (source[at] === '`') {
        parts.push({ from, to: at });
        break;
      }
    }
  }
  return parts;
}
