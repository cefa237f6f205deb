import type { FieldType } from '#sandbox/salesforce/schema/field.ts';
import { isId } from './ids.ts';
import { readCell, type Cell } from './value.ts';

/** Tried in this order; the first one every value fits is the type of a column the standard schema does not know. */
const CANDIDATES: readonly FieldType[] = ['boolean', 'int', 'double', 'date', 'datetime'];

/** A code such as 00123 or a 20-digit number would lose characters as a JSON number: it stays text. */
const MAX_DIGITS = 15;

/**
 * The type of a column from its values. `true`/`false` is boolean, digits are int or double, ISO days and moments are
 * date and datetime, record ids under a header that ends in `Id` or `__c` are references; anything else, a mixed
 * column or a blank one is text.
 */
export function inferType(header: string, values: readonly Cell[]): FieldType {
  const filled = values.filter((value): value is string => value !== null);
  if (filled.length === 0) return 'string';
  if (/(?:Id|__c)$/.test(header) && filled.every((value) => value.length === 18 && isId(value)))
    return 'reference';
  return CANDIDATES.find((type) => filled.every((value) => fits(type, value))) ?? 'string';
}

function fits(type: FieldType, value: string): boolean {
  if (type === 'int' || type === 'double') {
    if (value.replaceAll(/\D/g, '').length > MAX_DIGITS) return false;
    if (type === 'int' && value.includes('.')) return false;
  }
  return readCell(type, value).ok;
}
