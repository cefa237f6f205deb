import { ApiError, notImitated } from '#sandbox/salesforce/org/api-error.ts';
import type { Cell } from '#sandbox/salesforce/org/value.ts';
import { familyOf } from '#sandbox/salesforce/schema/field.ts';
import { foldFor, type Operand } from './literal.ts';
import type { Path } from './path.ts';

export type CellTest = (cell: Cell) => boolean;
type Ordering = '<' | '<=' | '>' | '>=';

/**
 * The test for one comparison. As in Salesforce, `!=` holds for a blank field and the order comparisons never do; text
 * compares in any case; a relative date is a range that `=` lies inside and `<`, `>` outside of.
 */
export function comparison(path: Path, operator: string, operand: Operand): CellTest {
  switch (operator) {
    case '=':
      return equality(path, operand);
    case '!=':
    case '<>': {
      const equal = equality(path, operand);
      return (cell) => !equal(cell);
    }
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordering(path, operator, operand);
    default:
      throw notImitated(`The operator ${operator}`);
  }
}

function equality(path: Path, operand: Operand): CellTest {
  if (operand.kind === 'null') return (cell) => cell === null;
  if (operand.kind === 'number') return (cell) => cell !== null && Number(cell) === operand.value;
  if (operand.kind === 'range') {
    return (cell) => cell !== null && cell >= operand.from && cell < operand.until;
  }
  const fold = comparableText(path);
  return (cell) => cell !== null && fold(cell) === operand.value;
}

function ordering(path: Path, operator: Ordering, operand: Operand): CellTest {
  if (path.type === 'boolean') throw invalidOperator(path);
  if (operand.kind === 'null') return () => false;
  if (operand.kind === 'number') {
    return (cell) => cell !== null && holds(operator, Number(cell) - operand.value);
  }
  if (operand.kind === 'range') return orderingToRange(operator, operand);
  const fold = comparableText(path);
  return (cell) => cell !== null && holds(operator, compareText(fold(cell), operand.value));
}

function orderingToRange(operator: Ordering, { from, until }: Extract<Operand, { kind: 'range' }>): CellTest {
  if (operator === '<') return (cell) => cell !== null && cell < from;
  if (operator === '<=') return (cell) => cell !== null && cell < until;
  if (operator === '>') return (cell) => cell !== null && cell >= until;
  return (cell) => cell !== null && cell >= from;
}

function holds(operator: Ordering, difference: number): boolean {
  if (operator === '<') return difference < 0;
  if (operator === '<=') return difference <= 0;
  return operator === '>' ? difference > 0 : difference >= 0;
}

/** Days and moments are already in one form; other text is folded. */
export function comparableText(path: Path): (text: string) => string {
  const isText = familyOf(path.type) === 'text' && path.type !== 'id' && path.type !== 'reference';
  return isText ? foldFor(path) : (text) => text;
}

export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function invalidOperator(path: Path): ApiError {
  const words = `invalid operator on ${path.type} field '${path.name}'`;
  return new ApiError('INVALID_QUERY_FILTER_OPERATOR', words);
}
