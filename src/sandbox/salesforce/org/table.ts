import { must } from '#lib/errors.ts';
import type { FieldSpec, ObjectSpec } from '#sandbox/salesforce/schema/field.ts';
import { StampIndex } from './stamp-index.ts';
import type { Cell } from './value.ts';

/** One record: its cells in column order. Rows never change; a change puts a new row in the old one's place. */
export type Row = readonly Cell[];

export interface Column extends FieldSpec {
  readonly name: string;
  readonly position: number;
}

/** The rows of one object in memory, found by id and by last change. */
export class Table {
  readonly spec: ObjectSpec;
  readonly columns: readonly Column[];
  readonly #byName: ReadonlyMap<string, Column>;
  readonly #rows = new Map<string, Row>();
  readonly #hidden = new Set<Column>();
  readonly #stamps: StampIndex | undefined;
  readonly #id: number;

  constructor(spec: ObjectSpec, columns: readonly Column[]) {
    this.spec = spec;
    this.columns = columns;
    this.#byName = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
    this.#id = must(this.#byName.get('id'), `an Id column in ${spec.name}`).position;
    const stamp = this.#byName.get('systemmodstamp');
    this.#stamps = stamp && new StampIndex(stamp.position, this.#id);
  }

  get name(): string {
    return this.spec.name;
  }

  get size(): number {
    return this.#rows.size;
  }

  /** A column by name in any case; a hidden one is not there for whoever asks through the API. */
  column(name: string): Column | undefined {
    const column = this.#byName.get(name.toLowerCase());
    return column && this.#hidden.has(column) ? undefined : column;
  }

  /** A column by name even when field-level security hides it: for the platform's own rules. */
  columnOfPlatform(name: string): Column | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  visibleColumns(): readonly Column[] {
    return this.columns.filter((column) => !this.#hidden.has(column));
  }

  /** Field-level security: the field vanishes from describe and queries that name it fail. */
  setHidden(column: Column, hidden: boolean): void {
    if (hidden) this.#hidden.add(column);
    else this.#hidden.delete(column);
  }

  cell(row: Row, name: string): Cell {
    const column = this.columnOfPlatform(name);
    return column === undefined ? null : (row[column.position] ?? null);
  }

  idOf(row: Row): string {
    return row[this.#id] ?? '';
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  rows(): Iterable<Row> {
    return this.#rows.values();
  }

  put(row: Row): void {
    const id = this.idOf(row);
    const before = this.#rows.get(id);
    this.#rows.set(id, row);
    this.#stamps?.replace(before, row);
  }

  remove(id: string): void {
    const before = this.#rows.get(id);
    this.#rows.delete(id);
    this.#stamps?.replace(before, undefined);
  }

  /** Rows whose SystemModstamp lies in [from, until), oldest first, then by Id; every row when the object has none. */
  changedBetween(from: string | undefined, until: string | undefined): Iterable<Row> {
    return this.#stamps?.between(this.#rows, { from, until }) ?? this.#rows.values();
  }
}
