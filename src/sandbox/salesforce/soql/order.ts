import type { OrderByClause } from '@jetstreamapp/soql-parser-js';
import { notImitated } from '#sandbox/salesforce/org/api-error.ts';
import type { Row } from '#sandbox/salesforce/org/table.ts';
import type { Cell } from '#sandbox/salesforce/org/value.ts';
import { familyOf } from '#sandbox/salesforce/schema/field.ts';
import { comparableText, compareText } from './compare.ts';
import { resolvePath, type Path } from './path.ts';
import type { Scope } from './scope.ts';

export type RowOrder = (a: Row, b: Row) => number;

/** Compiles ORDER BY. Blank fields come first in either direction unless NULLS LAST is said, as in Salesforce. */
export function compileOrder(clauses: readonly OrderByClause[], scope: Scope): RowOrder | undefined {
  if (clauses.length === 0) return undefined;
  const orders = clauses.map((clause): RowOrder => {
    if (!('field' in clause)) throw notImitated('A function in ORDER BY without GROUP BY');
    const path = resolvePath(clause.field, scope);
    const compare = cellOrder(path, clause);
    return (a, b) => compare(path.read(a), path.read(b));
  });
  return (a, b) => {
    for (const order of orders) {
      const difference = order(a, b);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

/** How two cells of one field stand to each other under one part of ORDER BY. */
export function cellOrder(
  path: Pick<Path, 'type' | 'name' | 'own' | 'read'>,
  { order, nulls }: Pick<OrderByClause, 'order' | 'nulls'>,
): (a: Cell, b: Cell) => number {
  const direction = order === 'DESC' ? -1 : 1;
  const blank = nulls === 'LAST' ? 1 : -1;
  const fold = comparableText(path);
  const isNumber = familyOf(path.type) === 'number';
  return (a, b) => {
    if (a === null || b === null) return a === b ? 0 : a === null ? blank : -blank;
    return direction * (isNumber ? Number(a) - Number(b) : compareText(fold(a), fold(b)));
  };
}

/** Whether this is the order the index of changes already has. */
export function isStampOrder(clauses: readonly OrderByClause[]): boolean {
  const wanted = ['systemmodstamp', 'id'];
  return (
    clauses.length > 0 &&
    clauses.length <= 2 &&
    clauses.every(
      (clause, i) => 'field' in clause && clause.order !== 'DESC' && clause.field.toLowerCase() === wanted[i],
    )
  );
}
