import { sql, type Selectable } from 'kysely';
import { upsertRows } from '#store/upsert-rows.ts';
import type { Store } from '#store/store.ts';
import type { Tables } from '#store/tables.ts';
import { markChanged } from './changed-records.ts';
import type { Stored, Storing } from './mirror.ts';
import { today } from './run.ts';

type Row = Readonly<Selectable<Tables['territory_assignment']>>;

/**
 * Keeps who worked which territory when. Where the org dates its associations they are taken as they are. Elsewhere
 * Salesforce forgets an association that ends, so we date it: one that appears after the first reading begins that
 * day, one that disappears ends that day. People concerned are marked for the ledger.
 */
export async function replaceTerritoryAssignments(
  tx: Store,
  incoming: readonly Row[],
  storing: Storing,
): Promise<Stored> {
  const stored = await tx.db.selectFrom('territory_assignment').selectAll().execute();
  const isDated = storing.fields.has('StartDate__c') || storing.fields.has('EndDate__c');
  const day = today(storing).toString();
  const { keep, remove } = isDated
    ? { keep: incoming, remove: missingFrom(incoming, stored) }
    : dated({ incoming, stored, day, isFirst: storing.isLoad });
  const changed = await upsertRows(tx, 'territory_assignment', keep, { key: ['id'] });
  if (remove.length > 0) {
    await sql`
      delete from ${tx.table('territory_assignment')}
      where id = any(${remove.map(({ id }) => id)}::text[])`.execute(tx.db);
  }
  const touched = new Set(changed.map(({ id }) => id));
  const rows = [...stored, ...keep].filter(({ id }) => touched.has(id));
  await markChanged(
    tx,
    'person',
    [...rows, ...remove].map((row) => row.person_id),
  );
  return { changed: changed.length, deleted: remove.length };
}

function missingFrom(incoming: readonly Row[], stored: readonly Row[]): readonly Row[] {
  const there = new Set(incoming.map(({ id }) => id));
  return stored.filter(({ id }) => !there.has(id));
}

/** Dates associations by when we saw them come and go; one that came and went on one day never counted. */
export function dated(seen: {
  readonly incoming: readonly Row[];
  readonly stored: readonly Row[];
  readonly day: string;
  readonly isFirst: boolean;
}): { readonly keep: readonly Row[]; readonly remove: readonly Row[] } {
  const { incoming, stored, day, isFirst } = seen;
  const before = new Map(stored.map((row) => [row.id, row]));
  const present = incoming.map((row) => {
    const known = before.get(row.id);
    if (known) return { ...row, valid_from: known.valid_from };
    return isFirst ? row : { ...row, valid_from: day };
  });
  const ended = missingFrom(incoming, stored).filter((row) => row.valid_to === null);
  return {
    keep: [
      ...present,
      ...ended.filter((row) => row.valid_from < day).map((row) => ({ ...row, valid_to: day })),
    ],
    remove: ended.filter((row) => row.valid_from >= day),
  };
}
