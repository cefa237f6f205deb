import type { Change } from '#sandbox/salesforce/org/change.ts';
import type { Row } from '#sandbox/salesforce/org/table.ts';
import type { WriteContext } from './context.ts';
import { Draft } from './draft.ts';
import { readInput } from './input.ts';
import { saved } from './saved.ts';

/** A row of a story told elsewhere: a `create` carries the whole record, an `update` the fields it sets. */
export interface ToldChange {
  readonly at: Temporal.Instant;
  readonly op: 'create' | 'update';
  readonly type: string;
  readonly id: string;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * The changes of a story as they stand, stamped at their own moments unless they say otherwise. No rule adds to them.
 * What the org has no object, field or record for is passed over: someone may have taken it away.
 */
export function toldChanges(
  told: Iterable<ToldChange>,
  context: Omit<WriteContext, 'now' | 'asPlatform'>,
): readonly Change[] {
  const latest = new Map<string, Row>();
  const changes: Change[] = [];
  for (const { at, op, type, id, fields } of told) {
    const table = context.org.table(type);
    const before = latest.get(id) ?? table?.get(id);
    if (table === undefined || (op === 'update' && before === undefined)) continue;
    const own = Object.entries(fields).filter(([name]) => table.columnOfPlatform(name) !== undefined);
    const asTold: WriteContext = { ...context, now: at, asPlatform: true };
    const given = readInput(table, Object.fromEntries(own), { verb: op, context: asTold });
    const draft = new Draft(table, before, given);
    draft.set('Id', id);
    const change = saved(draft, asTold);
    if (change.row !== null) latest.set(id, change.row);
    changes.push(change);
  }
  return changes;
}
