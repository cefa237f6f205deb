/** PostgreSQL's text form of an array: `{a,"b c",NULL,{nested}}`. */

export type ArrayElement = string | null | readonly ArrayElement[];

/** One token: a brace, a comma, a quoted element or a bare one. */
const TOKEN = /[{}]|,|"((?:[^"\\]|\\.)*)"|[^,{}"]+/gs;

/** Reads an array; each element that is not NULL goes through `parse`. */
export function readArray(text: string, parse: (element: string) => unknown): unknown {
  const stack: unknown[][] = [[]];
  for (const [token, quoted] of text.matchAll(TOKEN)) {
    const items = stack.at(-1) ?? [];
    if (token === '{') stack.push([]);
    else if (token === '}') stack.at(-2)?.push(stack.pop());
    else if (quoted !== undefined) items.push(parse(quoted.replaceAll(/\\(.)/gs, '$1')));
    else if (token !== ',') items.push(token === 'NULL' ? null : parse(token));
  }
  return stack[0]?.[0];
}

/** Writes an array; every element is quoted, so that none is taken for NULL or a brace. */
export function writeArray(elements: readonly ArrayElement[]): string {
  const texts = elements.map((element) => {
    if (element === null) return 'NULL';
    if (typeof element !== 'string') return writeArray(element);
    return `"${element.replaceAll(/["\\]/g, '\\$&')}"`;
  });
  return `{${texts.join(',')}}`;
}
