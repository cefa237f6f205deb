const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The value of a quoted SOQL string. */
export function unquote(quoted: string): string {
  return quoted
    .slice(1, -1)
    .replaceAll(/\\([^])/g, (_, letter: string) => ESCAPES[letter.toLowerCase()] ?? letter);
}

/** A test for a LIKE pattern: `%` any text, `_` one character, `\%` and `\_` themselves; in any case, as Salesforce. */
export function likePattern(quoted: string): RegExp {
  const source = quoted.slice(1, -1).replaceAll(/\\([^])|[^]/g, (token, escaped: string | undefined) => {
    if (escaped !== undefined) return RegExp.escape(ESCAPES[escaped.toLowerCase()] ?? escaped);
    if (token === '%') return '[^]*';
    if (token === '_') return '[^]';
    return RegExp.escape(token);
  });
  return new RegExp(`^${source}$`, 'iu');
}
