import { sql, type RawBuilder } from 'kysely';
import type { Store } from '#store/store.ts';

/** Numbers by column name; all of one length. */
export type Columns = Readonly<Record<string, ArrayLike<number>>>;

const CHUNK_ROWS = 20_000;

/**
 * Fills a table from columns of numbers: `select` gives its rows from the relation `c`, so that texts and dates are
 * made by the database. One array literal a column is the fastest way into both engines that needs no driver.
 */
export async function insertColumns(
  store: Store,
  { into, columns, select }: { into: RawBuilder<unknown>; columns: Columns; select: RawBuilder<unknown> },
): Promise<void> {
  const entries = Object.entries(columns);
  const rows = entries[0]?.[1].length ?? 0;
  for (let from = 0; from < rows; from += CHUNK_ROWS) {
    const arrays = entries.map(
      ([, values]) =>
        sql`${`{${Array.prototype.slice.call(values, from, from + CHUNK_ROWS).join()}}`}::bigint[]`,
    );
    await sql`
      insert into ${into} ${select}
      from unnest(${sql.join(arrays)}) as c(${sql.join(entries.map(([name]) => sql.ref(name)))})`.execute(
      store.db,
    );
  }
}
