import { ApiError } from '#sandbox/salesforce/org/api-error.ts';
import { fullId, isId } from '#sandbox/salesforce/org/ids.ts';
import type { Org } from '#sandbox/salesforce/org/org.ts';
import type { Row, Table } from '#sandbox/salesforce/org/table.ts';

/** The object a path names; outside SOQL an unknown one is NOT_FOUND. */
export function objectNamed(org: Org, name: string): Table {
  const table = org.table(name);
  if (table === undefined)
    throw new ApiError('NOT_FOUND', 'The requested resource does not exist', { status: 404 });
  return table;
}

/** The live record a path names. */
export function recordNamed(table: Table, id: string): { readonly id: string; readonly row: Row } {
  if (!isId(id)) throw new ApiError('MALFORMED_ID', `${table.name} ID: id value of incorrect type: ${id}`);
  const full = fullId(id);
  const row = table.get(full);
  if (row === undefined) {
    throw new ApiError('NOT_FOUND', 'Provided external ID field does not exist or is not accessible: Id', {
      status: 404,
    });
  }
  if (table.cell(row, 'IsDeleted') === 'true') {
    throw new ApiError('ENTITY_IS_DELETED', 'entity is deleted', { status: 404 });
  }
  return { id: full, row };
}
