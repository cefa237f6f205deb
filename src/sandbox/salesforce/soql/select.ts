import type { FieldType as Selected } from '@jetstreamapp/soql-parser-js';
import { ApiError, notImitated } from '#sandbox/salesforce/org/api-error.ts';
import type { Column, Row, Table } from '#sandbox/salesforce/org/table.ts';
import { jsonOf } from '#sandbox/salesforce/org/value.ts';
import { isRelationship, isTypeOfPolymorphic, resolveParent, withoutAlias } from './path.ts';
import { noSuchColumn, noSuchRelationship, type Scope } from './scope.ts';

/** Writes one row as the JSON text of a record; `base` is the path of the API version asked. */
export type RowWriter = (row: Row, base: string) => string;

/** Compiles a SELECT list of fields and parents' fields to a writer of records. Throws INVALID_FIELD. */
export function compileSelect(fields: readonly Selected[], scope: Scope): RowWriter {
  const paths = fields.flatMap((field) => pathsOf(field, scope));
  const seen = new Set<string>();
  for (const path of paths) {
    const key = path.join('.').toLowerCase();
    if (seen.has(key)) throw new ApiError('INVALID_FIELD', `duplicate field selected: ${path.join('.')}`);
    seen.add(key);
  }
  return writerFor(paths, scope);
}

function pathsOf(field: Selected, scope: Scope): readonly (readonly string[])[] {
  if (field.type === 'FieldSubquery') throw notImitated('A child sub-query');
  if (field.type === 'FieldTypeof') throw notImitated('TYPEOF');
  if (field.type === 'FieldFunctionExpression') {
    return fieldsFunction(field.functionName, field.parameters[0], scope);
  }
  if (field.type === 'FieldRelationship') {
    return [withoutAlias([...field.relationships, field.field], scope)];
  }
  return [withoutAlias(('rawValue' in field ? field.rawValue : field.field).split('.'), scope)];
}

/** FIELDS(ALL), FIELDS(STANDARD), FIELDS(CUSTOM). */
function fieldsFunction(name: string, parameter: unknown, { table }: Scope): readonly (readonly string[])[] {
  if (name.toUpperCase() !== 'FIELDS' || typeof parameter !== 'string') throw notImitated(name);
  const wanted = parameter.toUpperCase();
  const names = table.visibleColumns().map((column) => column.name);
  const isCustom = (column: string) => column.endsWith('__c');
  if (wanted === 'ALL') return names.map((column) => [column]);
  return names.filter((column) => isCustom(column) === (wanted === 'CUSTOM')).map((column) => [column]);
}

/** One part of a record: its key and how its value is written. */
type Part = readonly [key: string, write: RowWriter];

type PathParts = readonly string[];

function writerFor(paths: readonly PathParts[], scope: Scope, more: readonly Part[] = []): RowWriter {
  const groups = Map.groupBy(paths, ([first = '']) => first.toLowerCase());
  const parts = [...groups.values()].map((group): Part => {
    const first = group[0]?.[0] ?? '';
    const parents = group.filter((path) => path.length > 1).map((path) => path.slice(1));
    return parents.length === 0 ? columnPart(first, scope) : parentPart(first, parents, scope);
  });
  parts.push(...more);
  const { table } = scope;
  return (row, base) => {
    const written = parts.map(([key, write]) => `,"${key}":${write(row, base)}`).join('');
    return `{${attributesOf(table, row, base)}${written}}`;
  };
}

function attributesOf(table: Table, row: Row, base: string): string {
  return `"attributes":{"type":"${table.name}","url":"${base}/sobjects/${table.name}/${table.idOf(row)}"}`;
}

function columnPart(name: string, scope: Scope): Part {
  const column = scope.table.column(name);
  if (column === undefined) throw noSuchColumn(name, scope);
  return [column.name, (row) => jsonOf(column.type, row[column.position] ?? null)];
}

/** A parent record inside a record. A reference to several objects has one writer for each. */
function parentPart(name: string, paths: readonly PathParts[], scope: Scope): Part {
  const { parent, targets } = resolveParent(name, scope);
  const writers = new Map(targets.map((table) => [table, targetWriter(paths, { parent, table, scope })]));
  for (const path of paths) {
    if (!targets.some((table) => understands(table, path, parent)))
      throw complaintAbout(path, { name, targets, scope });
  }
  const write: RowWriter = (row, base) => {
    const id = row[parent.position] ?? null;
    const found = id === null ? undefined : scope.org.find(id, parent.referenceTo);
    return found === undefined ? 'null' : (writers.get(found.table)?.(found.row, base) ?? 'null');
  };
  return [parent.relationshipName ?? name, write];
}

function targetWriter(
  paths: readonly PathParts[],
  { parent, table, scope }: { readonly parent: Column; readonly table: Table; readonly scope: Scope },
): RowWriter {
  const isType = ([first = '', ...rest]: PathParts) =>
    rest.length === 0 && isTypeOfPolymorphic(first, parent);
  const own = paths.filter((path) => !isType(path) && understands(table, path, parent));
  const more: readonly Part[] = paths.some(isType) ? [['Type', () => JSON.stringify(table.name)]] : [];
  return writerFor(own, { ...scope, table, alias: undefined }, more);
}

function understands(table: Table, [first = '', ...rest]: PathParts, parent: Column): boolean {
  if (rest.length === 0) return table.column(first) !== undefined || isTypeOfPolymorphic(first, parent);
  return isRelationship(table, first);
}

function complaintAbout(
  [first = '', ...rest]: PathParts,
  {
    name,
    targets,
    scope,
  }: { readonly name: string; readonly targets: readonly Table[]; readonly scope: Scope },
): ApiError {
  const [table] = targets;
  if (table === undefined) return noSuchRelationship(name, scope);
  return rest.length === 0 ? noSuchColumn(first, { ...scope, table }) : noSuchRelationship(first, scope);
}
