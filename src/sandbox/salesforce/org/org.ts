import { must } from '#lib/errors.ts';
import { applyChange, inverseOf, type Change } from './change.ts';
import { newId } from './ids.ts';
import { openJournal, type Journal } from './journal.ts';
import { LateCommits } from './late-commits.ts';
import type { Row, Table } from './table.ts';

export interface OrgFacts {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  /** The business day the folder was taken. */
  readonly today: Temporal.PlainDate;
  readonly zone: string;
  readonly fiscalYearStartMonth: number;
  /** A fiscal year is named after the calendar year it starts in, not the one it ends in. */
  readonly namesYearByStart: boolean;
}

/** A record that was deleted and whose row is gone from the recycle bin too: only the deleted log still has it. */
interface Purged {
  readonly table: Table;
  readonly id: string;
  readonly deletedAt: string;
}

/** One Salesforce organization in memory: its objects, their rows, and what was changed since the folder was read. */
export class Org {
  readonly facts: OrgFacts;
  readonly late = new LateCommits();
  readonly #tables: Map<string, Table>;
  readonly #removed = new Set<Table>();
  readonly #made = new Map<Table, number>();
  readonly #purged: Purged[] = [];
  readonly #journal: Journal | undefined;
  #recorded: Change[] | undefined;

  constructor(facts: OrgFacts, tables: readonly Table[], persist?: string) {
    this.facts = facts;
    this.#tables = new Map(tables.map((table) => [table.name.toLowerCase(), table]));
    const replay = { table: (name: string) => this.table(name), apply: applyChange };
    this.#journal = persist === undefined ? undefined : openJournal(persist, facts.id, replay);
  }

  /** An object by name in any case, unless it was taken away. */
  table(name: string): Table | undefined {
    const table = this.#tables.get(name.toLowerCase());
    return table && this.#removed.has(table) ? undefined : table;
  }

  tables(): readonly Table[] {
    return [...this.#tables.values()].filter((table) => !this.#removed.has(table));
  }

  /** Takes an object away, as an edition or a permission does, or gives it back. */
  setRemoved(name: string, removed: boolean): void {
    const table = must(this.#tables.get(name.toLowerCase()), `an object ${name} in the org`);
    if (removed) this.#removed.add(table);
    else this.#removed.delete(table);
  }

  /** The record a reference points to. A reference without a declared target is looked for everywhere. */
  find(id: string, among: readonly string[]): { readonly table: Table; readonly row: Row } | undefined {
    const candidates = among.length === 0 ? this.tables() : among.map((name) => this.table(name));
    for (const table of candidates) {
      const row = table?.get(id);
      if (table !== undefined && row !== undefined) return { table, row };
    }
    return undefined;
  }

  nextId(table: Table): string {
    const prefix = table.spec.keyPrefix || this.#prefixFromRows(table);
    let made = this.#made.get(table) ?? 0;
    let id: string;
    do id = newId(prefix, ++made);
    while (table.get(id) !== undefined);
    this.#made.set(table, made);
    return id;
  }

  /** Makes changes visible at once. */
  commit(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    this.#recorded?.push(...changes.map(inverseOf));
    for (const change of changes) applyChange(change);
    this.#journal?.append(changes);
  }

  /** Runs `work` and returns what takes back everything it committed. One may run inside another. */
  record(work: () => void): () => void {
    const outer = this.#recorded;
    const recorded: Change[] = [];
    this.#recorded = recorded;
    try {
      work();
    } finally {
      this.#recorded = outer;
      outer?.push(...recorded);
    }
    return () => this.commit(recorded.toReversed());
  }

  /** Commits what became due; called before anything is read. */
  settle(now: Temporal.Instant): void {
    this.commit(this.late.takeDue(now));
  }

  notePurged(purged: Purged): void {
    this.#purged.push(purged);
  }

  purgedOf(table: Table): readonly Purged[] {
    return this.#purged.filter((purged) => purged.table === table);
  }

  #prefixFromRows(table: Table): string {
    for (const row of table.rows()) return table.idOf(row).slice(0, 3);
    return 'a00';
  }
}
