import { readArray, writeArray } from './array-text.ts';
import type { ArrayElement } from './array-text.ts';

/** PostgreSQL's object ids of the types we hand over in a fixed form; anything else stays text. */
const OID = {
  bool: 16,
  int8: 20,
  int2: 21,
  int4: 23,
  oid: 26,
  json: 114,
  float4: 700,
  float8: 701,
  timestamptz: 1184,
  jsonb: 3802,
  boolArray: 1000,
  int4Array: 1007,
  textArray: 1009,
  varcharArray: 1015,
  int8Array: 1016,
  dateArray: 1182,
};

type Parse = (text: string) => unknown;

/** `2017-03-01 18:00:00.5+00` (the session's zone is UTC) as `2017-03-01T18:00:00.500Z`; microseconds stay. */
export function instantText(text: string): string {
  const match = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(text);
  if (match === null) return text;
  const fraction = match[3] ?? '';
  const digits = fraction.length <= 3 ? fraction.padEnd(3, '0') : fraction.padEnd(6, '0');
  return `${match[1]}T${match[2]}.${digits}Z`;
}

function arrayOf(parse: Parse): Parse {
  return (text) => readArray(text, parse);
}

const same: Parse = (text) => text;

/** How every driver turns a column's text into a value: one table, so that no two engines can differ. */
export const PARSERS: ReadonlyMap<number, Parse> = new Map<number, Parse>([
  [OID.bool, (text) => text === 't'],
  [OID.int8, BigInt],
  [OID.int2, Number],
  [OID.int4, Number],
  [OID.oid, Number],
  [OID.float4, Number],
  [OID.float8, Number],
  [OID.json, (text) => JSON.parse(text)],
  [OID.jsonb, (text) => JSON.parse(text)],
  [OID.timestamptz, instantText],
  [OID.boolArray, arrayOf((text) => text === 't')],
  [OID.int4Array, arrayOf(Number)],
  [OID.int8Array, arrayOf(BigInt)],
  [OID.textArray, arrayOf(same)],
  [OID.varcharArray, arrayOf(same)],
  [OID.dateArray, arrayOf(same)],
]);

/** A parameter as the text PostgreSQL reads, by the rules of `pg`: arrays are literals, other objects JSON. */
export function parameterText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return writeArray(value.map(elementOf));
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value);
  return JSON.stringify(value);
}

function elementOf(value: unknown): ArrayElement {
  return Array.isArray(value) ? value.map(elementOf) : parameterText(value);
}
