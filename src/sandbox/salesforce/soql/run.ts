import type { Query } from '@jetstreamapp/soql-parser-js';
import { ApiError } from '#sandbox/salesforce/org/api-error.ts';
import type { Org } from '#sandbox/salesforce/org/org.ts';
import type { Row, Table } from '#sandbox/salesforce/org/table.ts';
import { aggregate, isAggregate } from './aggregate.ts';
import { expressionOf, type Expression } from './expression.ts';
import { narrow } from './narrow.ts';
import { compileOrder, isStampOrder } from './order.ts';
import { parseSoql } from './parse.ts';
import { resolvePath } from './path.ts';
import { invalidType, type Scope } from './scope.ts';
import { compileSelect, type RowWriter } from './select.ts';
import { compileWhere } from './where.ts';

const MAX_OFFSET = 2_000;

export type QueryResult =
  | { readonly kind: 'count'; readonly object: string; readonly total: number }
  | { readonly kind: 'groups'; readonly object: string; readonly records: readonly string[] }
  | {
      readonly kind: 'rows';
      readonly object: string;
      readonly rows: readonly Row[];
      readonly write: RowWriter;
    };

export interface RunOptions {
  /** Deleted rows and archived activities too, as queryAll. */
  readonly all: boolean;
  readonly now: Temporal.Instant;
}

/** Parses and answers one SOQL statement. Throws ApiError with Salesforce's code for what is wrong with it. */
export function runSoql(org: Org, text: string, options: RunOptions): QueryResult {
  const query = parseSoql(text);
  const scope = scopeOf(org, query, { text, now: options.now });
  const object = scope.table.name;
  if ((query.offset ?? 0) > MAX_OFFSET) {
    throw new ApiError('NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${MAX_OFFSET}`);
  }
  if (isCountAlone(query)) return { kind: 'count', object, total: matching(query, scope, options).length };
  if (isAggregate(query)) {
    const bare: Query = { ...query, orderBy: [], limit: Number.POSITIVE_INFINITY, offset: 0 };
    return { kind: 'groups', object, records: aggregate(query, matching(bare, scope, options), scope) };
  }
  const write = compileSelect(query.fields ?? [], scope);
  return { kind: 'rows', object, rows: matching(query, scope, options), write };
}

function scopeOf(org: Org, query: Query, { text, now }: Pick<Scope, 'text' | 'now'>): Scope {
  const table = org.table(query.sObject ?? '');
  if (table === undefined) throw invalidType(query.sObject ?? '', text);
  return { org, table, alias: query.sObjectAlias, text, now };
}

/** COUNT() with nothing in it: the answer is a number, not records. */
function isCountAlone({ fields = [] }: Query): boolean {
  const [only] = fields;
  return (
    fields.length === 1 &&
    only?.type === 'FieldFunctionExpression' &&
    only.rawValue?.toUpperCase() === 'COUNT()'
  );
}

function matching(query: Query, scope: Scope, options: RunOptions): readonly Row[] {
  const where = query.where === undefined ? undefined : expressionOf(query.where);
  const test = testFor(where, scope, options);
  const clauses = [query.orderBy ?? []].flat();
  const order = compileOrder(clauses, scope);
  const { rows, inStampOrder } = narrow(where, scope, { wantsStampOrder: isStampOrder(clauses) });
  const { offset = 0, limit = Number.POSITIVE_INFINITY } = query;
  if (order === undefined || (inStampOrder && isStampOrder(clauses))) {
    return takeWhere(rows, test, offset + limit).slice(offset);
  }
  const found = takeWhere(rows, test, Number.POSITIVE_INFINITY).sort(order);
  return found.slice(offset, offset + limit);
}

/** The first `most` rows that satisfy a test: no more are looked at than needed. */
function takeWhere(rows: Iterable<Row>, test: (row: Row) => boolean, most: number): Row[] {
  const found: Row[] = [];
  for (const row of rows) {
    if (found.length >= most) break;
    if (test(row)) found.push(row);
  }
  return found;
}

function testFor(where: Expression | undefined, scope: Scope, options: RunOptions): (row: Row) => boolean {
  const isVisible = visibilityOf(scope.table, options.all);
  if (where === undefined) return isVisible;
  const test = compileWhere(where, scope, (subquery) => valuesOf(subquery, scope, options));
  return (row) => isVisible(row) && test(row);
}

/** A plain query shows neither deleted rows nor archived activities. */
function visibilityOf(table: Table, all: boolean): (row: Row) => boolean {
  if (all) return () => true;
  const isActivity = table.name === 'Task' || table.name === 'Event';
  const positions = (isActivity ? ['IsDeleted', 'IsArchived'] : ['IsDeleted'])
    .map((name) => table.columnOfPlatform(name)?.position)
    .filter((position) => position !== undefined);
  return (row) => positions.every((position) => row[position] !== 'true');
}

/** The values a semi-join looks for. */
function valuesOf(query: Query, outer: Scope, options: RunOptions): ReadonlySet<string> {
  const scope = scopeOf(outer.org, query, outer);
  const [field, ...others] = query.fields ?? [];
  if (field?.type !== 'Field' || others.length > 0) {
    throw new ApiError('MALFORMED_QUERY', 'A semi join sub-select can only query one field');
  }
  const path = resolvePath(field.field, scope);
  return new Set(matching(query, scope, options).map((row) => path.read(row) ?? ''));
}
