import type { Row, Table } from '#sandbox/salesforce/org/table.ts';
import type { Expression } from './expression.ts';
import type { Scope } from './scope.ts';
import { resolveCondition, type Condition } from './where.ts';

export interface Candidates {
  readonly rows: Iterable<Row>;
  /** The rows come in order of SystemModstamp, Id. */
  readonly inStampOrder: boolean;
}

/**
 * The fewest rows that can satisfy a WHERE clause without reading all of them: those named by Id, or those changed in
 * a window of SystemModstamp. The clause is still tested on each.
 */
export function narrow(
  where: Expression | undefined,
  scope: Scope,
  { wantsStampOrder }: { readonly wantsStampOrder: boolean },
): Candidates {
  const { table } = scope;
  const conditions = where === undefined ? [] : conjuncts(where, scope);
  const byId = conditions.find(({ path, operator }) => path.own?.name === 'Id' && /^(=|IN)$/.test(operator));
  if (byId !== undefined) return { rows: rowsById(table, byId), inStampOrder: false };
  const stamps = conditions.filter(({ path }) => path.own?.name === 'SystemModstamp');
  const from = bounds(stamps, 'from').sort().at(-1);
  const until = bounds(stamps, 'until').sort().at(0);
  const isWholeTable = from === undefined && until === undefined && !wantsStampOrder;
  if (isWholeTable || !hasStamps(table)) return { rows: table.rows(), inStampOrder: false };
  return { rows: table.changedBetween(from, until), inStampOrder: true };
}

function hasStamps(table: Table): boolean {
  return table.columnOfPlatform('SystemModstamp') !== undefined;
}

/** Conditions that must hold together for the whole clause to hold. */
function conjuncts(where: Expression, scope: Scope): readonly Condition[] {
  if (where.kind === 'all') return where.parts.flatMap((part) => conjuncts(part, scope));
  if (where.kind !== 'condition') return [];
  const condition = resolveCondition(where.condition, scope);
  return condition === undefined ? [] : [condition];
}

function* rowsById(table: Table, { operands }: Condition): Iterable<Row> {
  const ids = new Set(operands.flatMap((operand) => (operand.kind === 'text' ? [operand.value] : [])));
  for (const id of ids) {
    const row = table.get(id);
    if (row !== undefined) yield row;
  }
}

function bounds(conditions: readonly Condition[], side: 'from' | 'until'): string[] {
  return conditions.flatMap(({ operator, operands: [operand] }) => {
    if (operand?.kind !== 'text') return [];
    if (side === 'from') return /^(=|>=|>)$/.test(operator) ? [operand.value] : [];
    if (operator === '<') return [operand.value];
    // Just past the stamp itself: `~` sorts after every character of a stamp.
    return operator === '=' || operator === '<=' ? [`${operand.value}~`] : [];
  });
}
