import { familyOf, type FieldType } from '#sandbox/salesforce/schema/field.ts';
import { fullId, isId } from './ids.ts';
import { readStamp } from './stamp.ts';

/**
 * What a row holds in one column: the value as text in one canonical form, or null. Numbers keep the digits they
 * came with, so that an amount leaves exactly as it was written.
 */
export type Cell = string | null;

export type Reading =
  | { readonly ok: true; readonly cell: Cell }
  | { readonly ok: false; readonly want: string };

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const WHOLE = /^-?(?:0|[1-9]\d*)(?:\.0+)?$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Reads the text of a cell as `type`. Blank is null; what does not fit says what was wanted. */
export function readCell(type: FieldType, text: string): Reading {
  if (text === '') return { ok: true, cell: null };
  const cell = readers[readerOf(type)](text);
  return cell === undefined ? { ok: false, want: wanted[readerOf(type)] } : { ok: true, cell };
}

type Reader = 'text' | 'number' | 'whole' | 'boolean' | 'date' | 'datetime' | 'id';

function readerOf(type: FieldType): Reader {
  if (type === 'id' || type === 'reference') return 'id';
  if (type === 'int') return 'whole';
  return familyOf(type);
}

const readers: Readonly<Record<Reader, (text: string) => string | undefined>> = {
  text: (text) => text,
  number: (text) => (NUMBER.test(text) ? text : undefined),
  whole: (text) => (WHOLE.test(text) ? text : undefined),
  boolean: readBoolean,
  date: readDay,
  datetime: readStamp,
  id: (text) => (isId(text) ? fullId(text) : undefined),
};

const wanted: Readonly<Record<Reader, string>> = {
  text: 'text',
  number: 'a number such as 1250.50, without thousands separators or a currency sign',
  whole: 'a whole number such as 42',
  boolean: 'true or false',
  date: 'a day such as 2026-11-21',
  datetime: 'a moment with a zone such as 2026-11-21T10:00:00.000+0000',
  id: 'a Salesforce id of 15 or 18 letters and digits such as 006000000000001AAA',
};

function readBoolean(text: string): string | undefined {
  const lower = text.toLowerCase();
  return lower === 'true' || lower === 'false' ? lower : undefined;
}

function readDay(text: string): string | undefined {
  if (!DAY.test(text)) return undefined;
  const daysInMonth = [
    31,
    isLeap(Number(text.slice(0, 4))) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  const days = daysInMonth[Number(text.slice(5, 7)) - 1];
  const dayOfMonth = Number(text.slice(8));
  return days !== undefined && dayOfMonth >= 1 && dayOfMonth <= days ? text : undefined;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** The JSON text of a cell: numbers digit for digit, booleans bare, everything else a JSON string. */
export function jsonOf(type: FieldType, cell: Cell): string {
  if (cell === null) return 'null';
  const family = familyOf(type);
  return family === 'number' || family === 'boolean' ? cell : JSON.stringify(cell);
}
