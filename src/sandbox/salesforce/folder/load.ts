import { inferType } from '#sandbox/salesforce/org/infer.ts';
import { readCell, type Cell } from '#sandbox/salesforce/org/value.ts';
import { plainField, type FieldSpec, type ObjectSpec } from '#sandbox/salesforce/schema/field.ts';
import { readHeader } from './columns.ts';
import type { Sheet } from './csv.ts';
import type { Problems } from './problems.ts';

/** Beyond this many different values a column is not worth remembering. */
const WORTH_SHARING = 5_000;

/** An object's columns and rows while it is being loaded, before what a plain CSV lacks is filled in. */
export interface Loading {
  readonly spec: ObjectSpec;
  readonly names: string[];
  readonly fields: FieldSpec[];
  readonly rows: Cell[][];
}

/**
 * Turns the text of a sheet into typed cells, in the sheet's own arrays: a large file should not be held twice.
 * Everything that does not fit is added to `problems`.
 */
export function loadSheet(sheet: Sheet, spec: ObjectSpec, problems: Problems): Loading {
  const names = [...readHeader(sheet, spec, problems)];
  const rows = sheet.records;
  const fields = names.map((name, position) => spec.fields[name] ?? inferField(name, rows, position));
  fields.forEach((field, position) => {
    readColumn(rows, { field, position }, (text, want, index) => {
      const place = { file: sheet.file, column: names[position] ?? '', ...lineOf(sheet, index) };
      problems.add(place, `"${shorten(text)}" is not ${want}.`);
    });
  });
  checkIds({ sheet, names, rows }, problems);
  return { spec, names, fields, rows };
}

function inferField(name: string, rows: readonly Cell[][], position: number): FieldSpec {
  const type = inferType(
    name,
    rows.map((row) => row[position] ?? null),
  );
  const length = type === 'string' ? 255 : 0;
  const field = plainField(type, length);
  if (type !== 'reference') return field;
  const relationshipName = name.endsWith('__c') ? `${name.slice(0, -3)}__r` : name.slice(0, -2);
  return { ...field, length: 18, relationshipName };
}

/** Reads a column in place. Values that repeat (owners, stages, days) are read once and kept once. */
function readColumn(
  rows: readonly Cell[][],
  { field, position }: { readonly field: FieldSpec; readonly position: number },
  refuse: (text: string, want: string, index: number) => void,
): void {
  const blank = field.type === 'boolean' ? 'false' : null;
  const known = new Map<string, Cell>();
  rows.forEach((row, index) => {
    const text = row[position] ?? '';
    let cell = text === '' ? blank : known.get(text);
    if (cell === undefined) {
      const reading = readCell(field.type, text);
      if (!reading.ok) return refuse(text, reading.want, index);
      cell = reading.cell;
      if (known.size < WORTH_SHARING) known.set(text, cell);
    }
    row[position] = cell;
  });
}

function checkIds(
  {
    sheet,
    names,
    rows,
  }: { readonly sheet: Sheet; readonly names: readonly string[]; readonly rows: Cell[][] },
  problems: Problems,
): void {
  const position = names.indexOf('Id');
  if (position === -1) return;
  const firstIndex = new Map<string, number>();
  rows.forEach((row, index) => {
    const id = row[position] ?? null;
    const place = { file: sheet.file, column: 'Id', ...lineOf(sheet, index) };
    if (id === null) {
      problems.add(place, 'The Id is blank. Every record needs one.');
      return;
    }
    const first = firstIndex.get(id);
    if (first === undefined) firstIndex.set(id, index);
    else
      problems.add(
        place,
        `The Id ${id} is already on line ${sheet.lines[first] ?? first + 2}. Keep one of the two.`,
      );
  });
}

function lineOf(sheet: Sheet, index: number): { line: number } {
  return { line: sheet.lines[index] ?? index + 2 };
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
