import { types } from 'pg';

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

const splitArray: (text: string) => unknown = types.getTypeParser(OID.textArray);

function arrayOf(parse: Parse): Parse {
  const element = (item: unknown): unknown => {
    if (Array.isArray(item)) return item.map(element);
    return typeof item === 'string' ? parse(item) : null;
  };
  return (text) => element(splitArray(text));
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

function arrayLiteral(items: readonly unknown[]): string {
  const elements = items.map((item) => {
    if (Array.isArray(item)) return arrayLiteral(item);
    const text = parameterText(item);
    return text === null ? 'NULL' : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  });
  return `{${elements.join(',')}}`;
}

/** A parameter as the text PostgreSQL reads, by the rules of `pg`: arrays are literals, other objects JSON. */
export function parameterText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return arrayLiteral(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
