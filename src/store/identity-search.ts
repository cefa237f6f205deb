import { sql, type RawBuilder } from 'kysely';
import { hasTrace, type Traces } from './identity-traces.ts';
import type { Store } from './store.ts';

/** A table with the columns in which anything about a person can be written. */
export interface SearchedTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly isJson: boolean }[];
}

/**
 * Every table of the installation that holds text, also those of features, as the database itself lists them: nobody has
 * to remember to add one.
 */
export async function searchedTables(store: Store): Promise<readonly SearchedTable[]> {
  const { rows } = await sql<{ table: string; column: string; is_json: boolean }>`
    select c.table_name::text as table, c.column_name::text as column, c.data_type = 'jsonb' as is_json
    from information_schema.columns c
    where c.table_schema = ${store.schema} and c.data_type in ('text', 'character varying', 'jsonb')
      and c.is_generated = 'NEVER'
    order by c.table_name, c.ordinal_position`.execute(store.db);
  return [...Map.groupBy(rows, ({ table }) => table)].map(([name, columns]) => ({
    name,
    columns: columns.map(({ column, is_json }) => ({ name: column, isJson: is_json })),
  }));
}

/** All texts of a row as one, for looking whether anything is in any of them. */
export function textsOf({ columns }: SearchedTable): RawBuilder<unknown> {
  return sql`concat_ws(chr(31), ${sql.join(columns.map(({ name }) => sql.ref(name)))})`;
}

/** How many rows of a table have a trace of the person. */
export async function countTraces(
  store: Store,
  table: SearchedTable,
  traces: Pick<Traces, 'ids' | 'words'>,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${store.table(table.name)}
    where ${hasTrace(textsOf(table), traces)}`.execute(store.db);
  return rows[0]?.n ?? 0;
}

/** The rows of a table that have a trace of the person, each as JSON text: amounts keep all their digits. */
export async function rowsWithTraces(
  store: Store,
  table: SearchedTable,
  traces: Pick<Traces, 'ids' | 'words'>,
): Promise<readonly string[]> {
  const { rows } = await sql<{ row: string }>`
    select to_jsonb(found)::text as row from ${store.table(table.name)} found
    where ${hasTrace(textsOf(table), traces)}`.execute(store.db);
  return rows.map(({ row }) => row);
}
