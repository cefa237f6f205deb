import type { FieldType as Selected, OrderByClause, Query } from '@jetstreamapp/soql-parser-js';
import { must } from '#lib/errors.ts';
import { ApiError, notImitated } from '#sandbox/salesforce/org/api-error.ts';
import type { Row } from '#sandbox/salesforce/org/table.ts';
import { jsonOf, type Cell } from '#sandbox/salesforce/org/value.ts';
import { familyOf, type FieldType } from '#sandbox/salesforce/schema/field.ts';
import { compareText } from './compare.ts';
import { sumOf } from './decimal.ts';
import { cellOrder } from './order.ts';
import { resolvePath, type Path } from './path.ts';
import type { Scope } from './scope.ts';

const MAX_GROUPS = 2_000;

/** One selected column of an aggregate query: its key in the answer, what it was written as, and how it is reckoned. */
interface Output {
  readonly key: string;
  /** In lower case, for ORDER BY and GROUP BY to find it. */
  readonly source: string;
  readonly type: FieldType;
  reckon(rows: readonly Row[]): Cell;
}

export function isAggregate(query: Query): boolean {
  const selectsAggregate = query.fields?.some(
    (field) => field.type === 'FieldFunctionExpression' && field.isAggregateFn === true,
  );
  return query.groupBy !== undefined || selectsAggregate === true;
}

/** Answers an aggregate query over rows that satisfy its WHERE: the JSON text of each AggregateResult. */
export function aggregate(query: Query, rows: readonly Row[], scope: Scope): readonly string[] {
  if (query.having !== undefined) throw notImitated('HAVING');
  const grouping = [query.groupBy ?? []].flat().map((clause): Path => {
    if (!('field' in clause)) throw notImitated('A function in GROUP BY');
    return resolvePath(clause.field, scope);
  });
  const outputs = outputsOf(query.fields ?? [], grouping, scope);
  const groups = groupRows(rows, grouping);
  const results = groups.map((group) => outputs.map((output) => output.reckon(group)));
  sortResults(results, outputs, [query.orderBy ?? []].flat());
  const wanted = results.slice(query.offset ?? 0, (query.offset ?? 0) + (query.limit ?? results.length));
  if (wanted.length > MAX_GROUPS) {
    const words =
      'Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch';
    throw new ApiError('EXCEEDED_ID_LIMIT', words);
  }
  return wanted.map((cells) => {
    const parts = outputs.map((output, i) => `"${output.key}":${jsonOf(output.type, cells[i] ?? null)}`);
    return `{"attributes":{"type":"AggregateResult"},${parts.join(',')}}`;
  });
}

function groupRows(rows: readonly Row[], grouping: readonly Path[]): readonly (readonly Row[])[] {
  // Without GROUP BY everything is one group, even nothing.
  if (grouping.length === 0) return [rows];
  const keyOf = (row: Row) => JSON.stringify(grouping.map((path) => path.read(row)));
  return [...Map.groupBy(rows, keyOf).values()];
}

function outputsOf(fields: readonly Selected[], grouping: readonly Path[], scope: Scope): readonly Output[] {
  let unnamed = 0;
  return fields.map((field): Output => {
    if (field.type === 'FieldFunctionExpression') {
      const [parameter] = field.parameters;
      if (typeof parameter !== 'string') throw notImitated(`${field.functionName} without a field`);
      const key = field.alias ?? `expr${unnamed++}`;
      const source = `${field.functionName}(${parameter})`.toLowerCase();
      return { key, source, ...reckoner(field.functionName.toUpperCase(), resolvePath(parameter, scope)) };
    }
    if (field.type !== 'Field' && field.type !== 'FieldRelationship')
      throw notImitated('This in an aggregate query');
    const written = field.type === 'Field' ? field.field : [...field.relationships, field.field].join('.');
    const path = resolvePath(written, scope);
    if (!grouping.some((grouped) => sameField(grouped, path))) {
      throw new ApiError('MALFORMED_QUERY', `Field must be grouped or aggregated: ${written}`);
    }
    const key = ('alias' in field ? field.alias : undefined) ?? path.name;
    const reckon = (rows: readonly Row[]) => path.read(must(rows[0], 'a row in each group'));
    return { key, source: written.toLowerCase(), type: path.type, reckon };
  });
}

function sameField(a: Path, b: Path): boolean {
  return a.own === undefined ? b.own === undefined && a.name === b.name : a.own === b.own;
}

function reckoner(name: string, path: Path): Pick<Output, 'type' | 'reckon'> {
  const filled = (rows: readonly Row[]) => rows.map((row) => path.read(row)).filter((cell) => cell !== null);
  switch (name) {
    case 'COUNT':
      return { type: 'int', reckon: (rows) => String(filled(rows).length) };
    case 'COUNT_DISTINCT':
      return { type: 'int', reckon: (rows) => String(new Set(filled(rows)).size) };
    case 'SUM':
      return {
        type: numeric(path),
        reckon: (rows) => (filled(rows).length === 0 ? null : sumOf(filled(rows))),
      };
    case 'AVG':
      return { type: numeric(path), reckon: (rows) => averageOf(filled(rows)) };
    case 'MIN':
      return { type: path.type, reckon: (rows) => ordered(path, filled(rows)).at(0) ?? null };
    case 'MAX':
      return { type: path.type, reckon: (rows) => ordered(path, filled(rows)).at(-1) ?? null };
    default:
      throw notImitated(name);
  }
}

function numeric(path: Path): FieldType {
  if (familyOf(path.type) === 'number') return path.type;
  const words = `field ${path.name} does not support aggregate operator`;
  throw new ApiError('MALFORMED_QUERY', words);
}

function averageOf(cells: readonly string[]): Cell {
  return cells.length === 0 ? null : String(Number(sumOf(cells)) / cells.length);
}

function ordered(path: Path, cells: readonly string[]): readonly string[] {
  const isNumber = familyOf(path.type) === 'number';
  return cells.toSorted((a, b) => (isNumber ? Number(a) - Number(b) : compareText(a, b)));
}

function sortResults(results: Cell[][], outputs: readonly Output[], clauses: readonly OrderByClause[]): void {
  const orders = clauses.map((clause) => {
    const written = 'field' in clause ? clause.field : (clause.fn.rawValue ?? '');
    const position = outputs.findIndex(({ source, key }) =>
      [source, key.toLowerCase()].includes(written.toLowerCase()),
    );
    const output = outputs[position];
    if (output === undefined)
      throw new ApiError('MALFORMED_QUERY', `Ordered field must be grouped or aggregated: ${written}`);
    const compare = cellOrder(
      { name: output.key, type: output.type, own: undefined, read: () => null },
      clause,
    );
    return (a: Cell[], b: Cell[]) => compare(a[position] ?? null, b[position] ?? null);
  });
  results.sort((a, b) => orders.map((order) => order(a, b)).find((difference) => difference !== 0) ?? 0);
}
