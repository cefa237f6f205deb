import { Bug } from '#lib/errors.ts';

/**
 * SOQL is written as text by us: jsforce's builder drops conditions whose value is empty and so answers with the whole
 * table, escapes only quotes, and prints dates in the zone of the process.
 */
const IDENTIFIER = /^[A-Za-z][A-Za-z0-9_]*$/;
const ID = /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/;

/** A name of an object or field, as given by describe. */
export function identifier(name: string): string {
  if (!IDENTIFIER.test(name)) throw new Bug(`"${name}" is not a name of an object or field`);
  return name;
}

/** A text in quotes, whatever it holds. */
export function quoted(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
  return `'${escaped}'`;
}

export function idLiteral(id: string): string {
  if (!ID.test(id)) throw new Bug(`"${id}" is not a Salesforce id`);
  return quoted(id);
}

/** A datetime literal with milliseconds, without quotes as SOQL wants it. */
export function momentLiteral(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond' });
}

export interface Select {
  readonly fields: readonly string[];
  readonly from: string;
  /** Conditions that must all hold. */
  readonly where?: readonly string[];
  readonly orderBy?: readonly string[];
}

export function select({ fields, from, where = [], orderBy = [] }: Select): string {
  if (fields.length === 0) throw new Bug(`no field of ${from} is asked for`);
  const conditions = where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`;
  const order = orderBy.length === 0 ? '' : ` ORDER BY ${orderBy.map(identifier).join(', ')}`;
  return `SELECT ${fields.map(identifier).join(', ')} FROM ${identifier(from)}${conditions}${order}`;
}
