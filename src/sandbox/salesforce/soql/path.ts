import type { Column, Row, Table } from '#sandbox/salesforce/org/table.ts';
import type { Cell } from '#sandbox/salesforce/org/value.ts';
import type { FieldType } from '#sandbox/salesforce/schema/field.ts';
import { noSuchColumn, noSuchRelationship, type Scope } from './scope.ts';

/** A field of a statement, perhaps through parents (`Owner.Name`): what it is and how to read it from a row. */
export interface Path {
  /** The last part, spelt as the org spells it. */
  readonly name: string;
  readonly type: FieldType;
  /** The column, when the path stays on the object itself. */
  readonly own: Column | undefined;
  read(row: Row): Cell;
}

/** Resolves a dotted path, names in any case. Throws INVALID_FIELD for what is absent or hidden. */
export function resolvePath(path: string, scope: Scope): Path {
  return resolveParts(withoutAlias(path.split('.'), scope), scope);
}

export function withoutAlias(parts: readonly string[], scope: Scope): readonly string[] {
  const first = parts[0]?.toLowerCase();
  const isPrefix = first === scope.alias?.toLowerCase() || first === scope.table.name.toLowerCase();
  const isField = parts.length === 1 || parentColumn(scope.table, parts[0] ?? '') !== undefined;
  return isPrefix && !isField ? parts.slice(1) : parts;
}

function resolveParts(parts: readonly string[], scope: Scope): Path {
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return ownField(first, scope);
  const { parent, targets } = resolveParent(first, scope);
  if (rest.length === 1 && isTypeOfPolymorphic(rest[0] ?? '', parent)) return typeField(parent, scope);
  const perTable = targetPaths(rest, targets, scope);
  const [leaf] = perTable.values();
  if (leaf === undefined) throw noSuchRelationship(first, scope);
  const read = (row: Row): Cell => {
    const id = row[parent.position] ?? null;
    const found = id === null ? undefined : scope.org.find(id, parent.referenceTo);
    return found === undefined ? null : (perTable.get(found.table)?.read(found.row) ?? null);
  };
  return { name: leaf.name, type: leaf.type, own: undefined, read };
}

function ownField(name: string, scope: Scope): Path {
  const column = scope.table.column(name);
  if (column === undefined) throw noSuchColumn(name, scope);
  const { position } = column;
  return { name: column.name, type: column.type, own: column, read: (row) => row[position] ?? null };
}

/** The reference behind a relationship name, and the objects of this org it may lead to. */
export function resolveParent(
  name: string,
  scope: Pick<Scope, 'org' | 'table' | 'text'>,
): { readonly parent: Column; readonly targets: readonly Table[] } {
  const parent = parentColumn(scope.table, name);
  if (parent === undefined) throw noSuchRelationship(name, scope);
  const { org } = scope;
  const targets =
    parent.referenceTo.length === 0
      ? org.tables()
      : parent.referenceTo.map((target) => org.table(target)).filter((table) => table !== undefined);
  return { parent, targets };
}

export function isRelationship(table: Table, name: string): boolean {
  return parentColumn(table, name) !== undefined;
}

function parentColumn(table: Table, relationship: string): Column | undefined {
  const lower = relationship.toLowerCase();
  return table.visibleColumns().find((column) => column.relationshipName?.toLowerCase() === lower);
}

/** One path per object the reference may lead to; an object without the field is left out unless none has it. */
function targetPaths(rest: readonly string[], targets: readonly Table[], scope: Scope): Map<Table, Path> {
  const paths = new Map<Table, Path>();
  let complaint: unknown;
  for (const table of targets) {
    try {
      paths.set(table, resolveParts(rest, { ...scope, table, alias: undefined }));
    } catch (error) {
      complaint ??= error;
    }
  }
  if (paths.size === 0 && complaint !== undefined) throw complaint;
  return paths;
}

/** `Owner.Type` of a reference to several objects is the name of the object it leads to. */
export function isTypeOfPolymorphic(name: string, parent: Column): boolean {
  return parent.referenceTo.length > 1 && name.toLowerCase() === 'type';
}

function typeField(parent: Column, { org }: Scope): Path {
  const read = (row: Row): Cell => {
    const id = row[parent.position] ?? null;
    return id === null ? null : (org.find(id, parent.referenceTo)?.table.name ?? null);
  };
  return { name: 'Type', type: 'string', own: undefined, read };
}
