import type { LiteralType } from '@jetstreamapp/soql-parser-js';
import { startOfDay } from '#lib/days.ts';
import { ApiError } from '#sandbox/salesforce/org/api-error.ts';
import { fullId } from '#sandbox/salesforce/org/ids.ts';
import { readStamp, stampOf } from '#sandbox/salesforce/org/stamp.ts';
import { familyOf } from '#sandbox/salesforce/schema/field.ts';
import type { Path } from './path.ts';
import { relativeRange } from './relative-dates.ts';
import type { Scope } from './scope.ts';
import { unquote } from './text.ts';

export interface Literal {
  readonly type: LiteralType;
  readonly text: string;
}

/**
 * What a field is compared with, in the form its cells compare in. A range (a relative date) holds everything from
 * `from` up to but not including `until`.
 */
export type Operand =
  | { readonly kind: 'null' }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'range'; readonly from: string; readonly until: string };

/** Checks a literal against the type of its field, as Salesforce does, and brings it into comparable form. */
export function operandFor(path: Path, literal: Literal, scope: Scope): Operand {
  if (literal.type === 'NULL') return { kind: 'null' };
  const family = familyOf(path.type);
  if (family === 'number') return { kind: 'number', value: numberFor(path, literal) };
  if (family === 'boolean') return { kind: 'text', value: booleanFor(path, literal) };
  if (family === 'text') return textFor(path, literal);
  return momentFor(path, literal, scope);
}

/** The form in which text compares: ids by their letters, any other text in any case. */
export function foldFor(path: Path): (text: string) => string {
  return path.type === 'id' || path.type === 'reference' ? fullId : (text) => text.toLowerCase();
}

function numberFor(path: Path, { type, text }: Literal): number {
  if (type === 'INTEGER' || type === 'DECIMAL') return Number(text);
  throw wrongType(path, path.type === 'int' ? 'int' : 'double', type === 'STRING' ? 'should not' : undefined);
}

function booleanFor(path: Path, { type, text }: Literal): string {
  if (type === 'BOOLEAN') return text.toLowerCase();
  throw wrongType(path, 'boolean', type === 'STRING' ? 'should not' : undefined);
}

function textFor(path: Path, { type, text }: Literal): Operand {
  if (type !== 'STRING') throw wrongType(path, 'string', 'should');
  const value = unquote(text);
  // A blank text is stored as null, so it is found as null.
  return value === '' ? { kind: 'null' } : { kind: 'text', value: foldFor(path)(value) };
}

function momentFor(path: Path, { type, text }: Literal, scope: Scope): Operand {
  const wanted = path.type === 'date' ? 'date' : 'dateTime';
  if (type === 'DATE_LITERAL' || type === 'DATE_N_LITERAL') {
    const { start, end } = relativeRange(text, { facts: scope.org.facts, now: scope.now });
    if (path.type === 'date') return { kind: 'range', from: start.toString(), until: end.toString() };
    const { zone } = scope.org.facts;
    return { kind: 'range', from: stampOf(startOfDay(start, zone)), until: stampOf(startOfDay(end, zone)) };
  }
  if (type === 'STRING') throw wrongType(path, wanted, 'should not');
  if (type !== (path.type === 'date' ? 'DATE' : 'DATETIME')) throw wrongType(path, wanted);
  const value = path.type === 'date' ? readDate(text) : readStamp(text);
  if (value === undefined) throw new ApiError('MALFORMED_QUERY', `Invalid ${wanted}: ${text}`);
  return { kind: 'text', value };
}

function readDate(text: string): string | undefined {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString();
  } catch {
    return undefined;
  }
}

function wrongType(path: Path, wanted: string, quotes?: 'should' | 'should not'): ApiError {
  const tail = quotes === undefined ? '' : ` and ${quotes} be enclosed in quotes`;
  const words = `value of filter criterion for field '${path.name}' must be of type ${wanted}${tail}`;
  return new ApiError('INVALID_FIELD', words);
}
