import type { Row, Table } from './table.ts';

/** One record as it is after a write; `row` null: it is gone for good. */
export interface Change {
  readonly table: Table;
  readonly id: string;
  readonly row: Row | null;
}

export function applyChange({ table, id, row }: Change): void {
  if (row === null) table.remove(id);
  else table.put(row);
}

/** The change that would take this one back, asked before it is applied. */
export function inverseOf({ table, id }: Change): Change {
  return { table, id, row: table.get(id) ?? null };
}
