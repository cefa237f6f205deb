import type { Change } from '#sandbox/salesforce/org/change.ts';
import type { Row, Table } from '#sandbox/salesforce/org/table.ts';
import { stampIn, type WriteContext } from './context.ts';
import { Draft } from './draft.ts';
import { saved } from './saved.ts';

interface Record {
  readonly table: Table;
  readonly row: Row;
}

/** Puts a record and its details into the recycle bin; of an object without one it is gone for good. */
export function deleteRecord(record: Record, context: WriteContext): readonly Change[] {
  if (!record.table.spec.keepsDeleted)
    return [{ table: record.table, id: record.table.idOf(record.row), row: null }];
  const living = [...detailsOf(record, context)].filter(
    ({ table, row }) => table.cell(row, 'IsDeleted') !== 'true',
  );
  return [record, ...living].map((one) => marked(one, 'true', context));
}

/** Takes a record out of the bin, and with it the details that went in at the same moment. */
export function undeleteRecord(record: Record, context: WriteContext): readonly Change[] {
  const deletedAt = record.table.cell(record.row, 'SystemModstamp');
  const together = [...detailsOf(record, context)].filter(
    ({ table, row }) =>
      table.cell(row, 'IsDeleted') === 'true' && table.cell(row, 'SystemModstamp') === deletedAt,
  );
  return [record, ...together].map((one) => marked(one, 'false', context));
}

/** Removes a record from the bin too: only the deleted log still knows it. */
export function purgeRecord({ table, row }: Record, context: WriteContext): readonly Change[] {
  const id = table.idOf(row);
  context.org.notePurged({ table, id, deletedAt: table.cell(row, 'SystemModstamp') ?? stampIn(context) });
  return [{ table, id, row: null }];
}

function marked({ table, row }: Record, isDeleted: 'true' | 'false', context: WriteContext): Change {
  return saved(new Draft(table, row, new Map([['IsDeleted', isDeleted]])), context);
}

function* detailsOf(record: Record, { org }: WriteContext): Iterable<Record> {
  const id = record.table.idOf(record.row);
  for (const table of org.tables()) {
    const parent = table.columns.find(
      ({ detail, referenceTo }) => detail && referenceTo.includes(record.table.name),
    );
    if (parent === undefined) continue;
    for (const row of table.rows()) if (row[parent.position] === id) yield { table, row };
  }
}
