import { PostgresDialect, sql } from 'kysely';
import type { DatabaseIntrospector, Dialect, Kysely, PostgresPool } from 'kysely';
import { MIGRATION_TABLES } from './migrate.ts';
import type { SqlPool } from './sql-client.ts';

/**
 * Kysely's PostgreSQL, over a server's pool or the embedded one. Its migrator looks through every column of every
 * schema several times for each installation; here it is shown what it looks for alone.
 */
export function storeDialect(pool: SqlPool): Dialect {
  const postgres = new PostgresDialect({ pool: asKyselyPool(pool) });
  return {
    createAdapter: () => postgres.createAdapter(),
    createDriver: () => postgres.createDriver(),
    createQueryCompiler: () => postgres.createQueryCompiler(),
    createIntrospector: migrationTables,
  };
}

function migrationTables(db: Kysely<unknown>): DatabaseIntrospector {
  return {
    async getSchemas() {
      return (
        await sql<{ name: string }>`select nspname::text as name from pg_catalog.pg_namespace`.execute(db)
      ).rows;
    },
    async getTables() {
      const { rows } = await sql<{ schema: string; name: string }>`
        select schemaname::text as schema, tablename::text as name from pg_catalog.pg_tables
        where tablename = any(${Object.values(MIGRATION_TABLES)}::text[])`.execute(db);
      return rows.map((row) => ({ ...row, isView: false, isForeign: false, columns: [] }));
    },
  };
}

/** Kysely's type also speaks of cursors and cancelling, which we do not use. */
function asKyselyPool(pool: SqlPool): PostgresPool {
  return pool as unknown as PostgresPool;
}
