import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/**
 * Gives the planner fresh facts about every table of these schemas and, with `vacuum`, takes away dead rows: a server
 * does that by itself, the embedded engine has nobody who does. One short statement for each table, so that others
 * get their turns in between.
 */
export async function tidyTables(
  db: Kysely<Tables>,
  { schemas, vacuum }: { schemas: readonly string[]; vacuum: boolean },
): Promise<void> {
  const command = vacuum ? sql`vacuum (analyze)` : sql`analyze`;
  const { rows } = await sql<{ schema: string; name: string }>`
    select schemaname::text as schema, tablename::text as name from pg_catalog.pg_tables
    where schemaname = any(${schemas}::text[])`.execute(db);
  for (const { schema, name } of rows) await sql`${command} ${sql.id(schema, name)}`.execute(db);
}
