import { sql } from 'kysely';
import type { Store } from '#store/store.ts';

/** Empties every table of an installation: far quicker than making a new one, or truncating, for each run. */
export async function emptyStore(store: Store): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${store.schema} and c.relkind = 'r' and relname not like 'kysely%'`.execute(store.db);
  const deletes = rows.map(
    ({ name }) => sql`${sql.id(`emptied_${name}`)} as (delete from ${store.table(name)})`,
  );
  await sql`with ${sql.join(deletes)} select 1`.execute(store.db);
}
