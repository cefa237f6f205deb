import type { ConditionWithValueQuery, LiteralType, Query } from '@jetstreamapp/soql-parser-js';
import { ApiError, notImitated } from '#sandbox/salesforce/org/api-error.ts';
import type { Row } from '#sandbox/salesforce/org/table.ts';
import { familyOf } from '#sandbox/salesforce/schema/field.ts';
import { comparableText, comparison, invalidOperator, type CellTest } from './compare.ts';
import type { Expression } from './expression.ts';
import { operandFor, type Literal, type Operand } from './literal.ts';
import { resolvePath, type Path } from './path.ts';
import type { Scope } from './scope.ts';
import { likePattern } from './text.ts';

export type RowTest = (row: Row) => boolean;

/** A condition on one field, resolved: what narrows a search looks at these. */
export interface Condition {
  readonly path: Path;
  readonly operator: string;
  readonly operands: readonly Operand[];
}

/** Answers a sub-query with the values of its single field. */
export type SubqueryRunner = (query: Query) => ReadonlySet<string>;

/** Compiles a WHERE tree to a test on rows. Names and literal types are checked here, before any row is read. */
export function compileWhere(expression: Expression, scope: Scope, subquery: SubqueryRunner): RowTest {
  if (expression.kind === 'condition') return compileCondition(expression.condition, scope, subquery);
  if (expression.kind === 'not') {
    const test = compileWhere(expression.part, scope, subquery);
    return (row) => !test(row);
  }
  const tests = expression.parts.map((part) => compileWhere(part, scope, subquery));
  if (expression.kind === 'all') return (row) => tests.every((test) => test(row));
  return (row) => tests.some((test) => test(row));
}

/** The resolved form of a condition that compares a field with literals; undefined for any other condition. */
export function resolveCondition(condition: ConditionWithValueQuery, scope: Scope): Condition | undefined {
  if (!('field' in condition) || !('value' in condition) || condition.operator === 'LIKE') return undefined;
  const path = resolveFilterable(condition.field, scope);
  const operands = literalsOf(condition).map((literal) => operandFor(path, literal, scope));
  return { path, operator: condition.operator.toUpperCase(), operands };
}

function compileCondition(
  condition: ConditionWithValueQuery,
  scope: Scope,
  subquery: SubqueryRunner,
): RowTest {
  if (!('field' in condition)) throw notImitated('A function in WHERE');
  const path = resolveFilterable(condition.field, scope);
  if ('valueQuery' in condition) {
    const values = subquery(condition.valueQuery);
    const isWanted = condition.operator === 'IN';
    return onField(path, (cell) => cell !== null && values.has(cell) === isWanted);
  }
  if (condition.operator === 'LIKE') return onField(path, likeTest(path, literalsOf(condition)));
  const operator = condition.operator.toUpperCase();
  const operands = literalsOf(condition).map((literal) => operandFor(path, literal, scope));
  if (operator === 'IN') return onField(path, anyOf(path, operands));
  if (operator === 'NOT IN') {
    const inList = anyOf(path, operands);
    return onField(path, (cell) => !inList(cell));
  }
  const [operand] = operands;
  if (operand === undefined || operands.length > 1)
    throw new ApiError('MALFORMED_QUERY', 'expecting one value');
  return onField(path, comparison(path, operator, operand));
}

function onField(path: Path, test: CellTest): RowTest {
  return (row) => test(path.read(row));
}

function anyOf(path: Path, operands: readonly Operand[]): CellTest {
  const texts = new Set(operands.flatMap((operand) => (operand.kind === 'text' ? [operand.value] : [])));
  const others = operands.filter((operand) => operand.kind !== 'text').map((o) => comparison(path, '=', o));
  const fold = comparableText(path);
  return (cell) => (cell !== null && texts.has(fold(cell))) || others.some((test) => test(cell));
}

function likeTest(path: Path, literals: readonly Literal[]): CellTest {
  if (familyOf(path.type) !== 'text' || path.type === 'id' || path.type === 'reference')
    throw invalidOperator(path);
  const patterns = literals.map(({ text }) => likePattern(text));
  return (cell) => cell !== null && patterns.some((pattern) => pattern.test(cell));
}

function resolveFilterable(field: string, scope: Scope): Path {
  const path = resolvePath(field, scope);
  if (path.type !== 'textarea') return path;
  throw new ApiError('INVALID_FIELD', `field '${path.name}' can not be filtered in a query call`);
}

function literalsOf(condition: {
  value: string | string[];
  literalType?: LiteralType | LiteralType[];
}): Literal[] {
  const texts = [condition.value].flat();
  const types = [condition.literalType ?? 'STRING'].flat();
  return texts.map((text, index) => ({ text, type: types[index] ?? types[0] ?? 'STRING' }));
}
