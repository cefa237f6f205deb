import { sql, type RawBuilder } from 'kysely';
import { must } from '#lib/errors.ts';
import type { Store } from '#store/store.ts';

/** A query for no rows: for what a reading does not need. */
export const NO_ROWS: RawBuilder<never> = sql`select where false`;

type Queries<Rows> = { readonly [Name in keyof Rows]: RawBuilder<Rows[Name]> };
type Answers<Rows> = { readonly [Name in keyof Rows]: readonly Rows[Name][] };

/**
 * Runs several queries in one round trip: most of the time a small question takes is the way there and back. Rows come
 * as JSON, so whatever may be larger than JSON's exact numbers has to be selected as text.
 */
export async function readTogether<Rows extends object>(
  store: Store,
  queries: Queries<Rows>,
): Promise<Answers<Rows>> {
  const columns = Object.entries<RawBuilder<unknown>>(queries).map(
    ([name, query]) => sql`(select coalesce(json_agg(r), '[]'::json) from (${query}) r) as ${sql.ref(name)}`,
  );
  const { rows } = await sql<Answers<Rows>>`select ${sql.join(columns)}`.execute(store.db);
  return must(rows[0], 'a row with every answer');
}
