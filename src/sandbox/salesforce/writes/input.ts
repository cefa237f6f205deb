import { ApiError } from '#sandbox/salesforce/org/api-error.ts';
import type { Column, Table } from '#sandbox/salesforce/org/table.ts';
import { readCell, type Cell } from '#sandbox/salesforce/org/value.ts';
import { familyOf } from '#sandbox/salesforce/schema/field.ts';
import type { WriteContext } from './context.ts';

type Verb = 'create' | 'update';

/** The fields of a write as cells, checked as the platform checks them: name, right, type, length, reference. */
export function readInput(
  table: Table,
  fields: Readonly<Record<string, unknown>>,
  { verb, context }: { readonly verb: Verb; readonly context: WriteContext },
): ReadonlyMap<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'attributes') continue;
    const column = context.asPlatform ? table.columnOfPlatform(name) : table.column(name);
    if (column === undefined) {
      throw new ApiError('INVALID_FIELD', `No such column '${name}' on sobject of type ${table.name}`);
    }
    if (!context.asPlatform) refuseReadOnly(column, verb);
    const cell = readValue(column, value);
    if (!context.asPlatform) checkReference(column, cell, context);
    cells.set(column.name, cell);
  }
  return cells;
}

function refuseReadOnly(column: Column, verb: Verb): void {
  if (verb === 'create' ? column.createable : column.updateable) return;
  const words =
    `Unable to create/update fields: ${column.name}. Please check the security settings of this field and verify ` +
    'that it is read/write for your profile or permission set.';
  throw new ApiError('INVALID_FIELD_FOR_INSERT_UPDATE', words, { fields: [column.name] });
}

function readValue(column: Column, value: unknown): Cell {
  if (value === null || value === undefined || value === '') {
    return column.type === 'boolean' ? 'false' : null;
  }
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  const text = isPlain ? String(value) : JSON.stringify(value);
  const reading = readCell(column.type, text);
  if (!isPlain || !reading.ok) throw wrongValue(column, text);
  if (familyOf(column.type) === 'text') checkLength(column, reading.cell);
  return reading.cell;
}

function wrongValue({ name, type }: Column, text: string): ApiError {
  if (type !== 'reference') {
    return new ApiError('JSON_PARSER_ERROR', `Cannot deserialize instance of ${type} from value ${text}`);
  }
  return new ApiError('MALFORMED_ID', `${name}: id value of incorrect type: ${text}`, { fields: [name] });
}

function checkLength(column: Column, cell: Cell): void {
  if (cell === null || column.length === 0 || cell.length <= column.length) return;
  const words = `${column.name}: data value too large: ${cell.slice(0, 40)} (max length=${column.length})`;
  throw new ApiError('STRING_TOO_LONG', words, { fields: [column.name] });
}

function checkReference({ name, type, referenceTo }: Column, cell: Cell, { org }: WriteContext): void {
  if (type !== 'reference' || cell === null) return;
  const targets = referenceTo.filter((target) => org.table(target) !== undefined);
  if (targets.length === 0 || org.find(cell, targets) !== undefined) return;
  const words = `insufficient access rights on cross-reference id: ${cell.slice(0, 15)}`;
  throw new ApiError('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', words, { fields: [name] });
}
