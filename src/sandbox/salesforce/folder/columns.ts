import type { ObjectSpec } from '#sandbox/salesforce/schema/field.ts';
import type { Problems } from './problems.ts';

const API_NAME = /^[A-Za-z][A-Za-z0-9_]*$/;

/** The columns of a header by their API names, each once and with an Id among them; what is wrong is collected. */
export function readHeader(
  sheet: { readonly file: string; readonly header: readonly string[] },
  spec: ObjectSpec,
  problems: Problems,
): readonly string[] {
  const place = (column: string) => ({ file: sheet.file, line: 1, column });
  const canonical = new Map(Object.keys(spec.fields).map((name) => [name.toLowerCase(), name]));
  const seen = new Set<string>();
  const names = sheet.header.map((raw, index) => {
    const lower = raw.toLowerCase();
    if (!API_NAME.test(raw)) problems.add(place(raw || String(index + 1)), adviceOnName(raw));
    else if (seen.has(lower)) problems.add(place(raw), 'The column is there twice. Keep one of them.');
    seen.add(lower);
    return canonical.get(lower) ?? raw;
  });
  if (!seen.has('id')) {
    const advice = 'Add the record ids, or move the file elsewhere if it is not an object of Salesforce.';
    problems.add({ file: sheet.file, line: 1 }, `There is no Id column. ${advice}`);
  }
  return names;
}

function adviceOnName(raw: string): string {
  if (raw === '') return 'The column has no name. Give it one or remove it.';
  if (raw.includes('.'))
    return 'A column of a related object is not read. Give that object a file of its own and remove the column.';
  return 'This is not a field API name (letters, digits and _). Use the API name, not the label.';
}
