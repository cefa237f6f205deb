/** One record as its CSV line would hold it: every value is text, and a blank value is ''. */
export type Row = Readonly<Record<string, string>>;

/** A company in the form of an org folder: rows by object name, and what `org.json` says. */
export interface OrgTables {
  readonly org: {
    readonly Organization: Readonly<Record<string, string | number | boolean>>;
    /** ISO code of the one currency of the org. */
    readonly currency: string;
    readonly today: Temporal.PlainDate;
  };
  readonly tables: Readonly<Record<string, readonly Row[]>>;
}

/** Something that happens in the company. A `create` carries the whole record, an `update` the fields it sets. */
export interface Change {
  readonly at: Temporal.Instant;
  readonly op: 'create' | 'update';
  /** The object's API name: Opportunity, OpportunityHistory, Task, ... */
  readonly type: string;
  readonly id: string;
  readonly fields: Row;
}

/** Oldest first. Changes of one moment keep their order, so a record is created before it is updated. */
export function inOrder(changes: readonly Change[]): readonly Change[] {
  return changes
    .map((change) => ({ change, time: change.at.epochMilliseconds }))
    .sort((a, b) => a.time - b.time)
    .map(({ change }) => change);
}

/** The records that a list of changes leaves behind, by object name. */
export function rowsAfter(changes: readonly Change[]): Readonly<Record<string, readonly Row[]>> {
  const tables: Record<string, Map<string, Row>> = {};
  for (const { op, type, id, fields } of changes) {
    const table = (tables[type] ??= new Map<string, Row>());
    table.set(id, op === 'create' ? fields : { ...table.get(id), ...fields });
  }
  return Object.fromEntries(Object.entries(tables).map(([type, table]) => [type, [...table.values()]]));
}
