import { sql } from 'kysely';
import type { Store } from '#store/store.ts';

const READ_HERE = ['entry', 'cell', 'dirty_cell', 'opportunity', 'deal_state', 'activity', 'lineage_manager'];

/**
 * Tells the planner about tables that have at least doubled since it last looked. A server's autovacuum comes too late
 * for a first load, and the embedded engine has none: without this a lookup of one deal may read all of them.
 */
export async function keepStatistics(store: Store): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${store.schema} and c.relname = any(${READ_HERE}::text[])
      and pg_relation_size(c.oid) / current_setting('block_size')::int > 2 * greatest(c.relpages, 10)`.execute(
    store.db,
  );
  for (const { name } of rows) await sql`analyze ${store.table(name)}`.execute(store.db);
}
