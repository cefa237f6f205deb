import type { Row, Table } from '#sandbox/salesforce/org/table.ts';
import type { Cell } from '#sandbox/salesforce/org/value.ts';

/** A record while it is being saved: what it was, what it becomes, and which fields the caller gave. */
export class Draft {
  readonly table: Table;
  readonly before: Row | undefined;
  readonly #cells: Cell[];
  readonly #given: ReadonlySet<string>;

  constructor(table: Table, before: Row | undefined, given: ReadonlyMap<string, Cell>) {
    this.table = table;
    this.before = before;
    this.#cells = before === undefined ? table.columns.map(blankOf) : [...before];
    this.#given = new Set(given.keys());
    for (const [name, cell] of given) this.set(name, cell);
  }

  get(name: string): Cell {
    return this.table.cell(this.#cells, name);
  }

  previous(name: string): Cell {
    return this.before === undefined ? null : this.table.cell(this.before, name);
  }

  /** Sets a field; one the org does not have is passed over, as the org could not show it either. */
  set(name: string, cell: Cell): void {
    const column = this.table.columnOfPlatform(name);
    if (column !== undefined) this.#cells[column.position] = cell;
  }

  /** Sets a field unless the caller gave it. */
  setUnlessGiven(name: string, cell: Cell): void {
    if (!this.#given.has(name)) this.set(name, cell);
  }

  setIfBlank(name: string, cell: Cell): void {
    if (this.get(name) === null) this.set(name, cell);
  }

  changed(name: string): boolean {
    return this.get(name) !== this.previous(name);
  }

  row(): Row {
    return [...this.#cells];
  }
}

function blankOf({ type }: { readonly type: string }): Cell {
  return type === 'boolean' ? 'false' : null;
}
