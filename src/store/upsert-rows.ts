import { sql } from 'kysely';
import type { Insertable, RawBuilder, Selectable } from 'kysely';
import { must } from '#lib/errors.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

/** Rows in one statement: about 30 ms of the embedded engine, which others wait for. */
const CHUNK_ROWS = 1000;

type ColumnOf<T extends keyof Tables> = keyof Tables[T] & string;

type KeyOf<T extends keyof Tables, K> = Pick<Selectable<Tables[T]>, K & keyof Selectable<Tables[T]>>;

export interface UpsertOptions<Name extends string, Key extends Name> {
  /** The columns of the unique key that decides whether a row is there already. */
  readonly key: readonly Key[];
  /** A stamp: a stored row with a later one is kept, and of two given rows with one key the later one counts. */
  readonly unlessOlder?: Name;
}

/**
 * Writes many rows, replacing those with the same key, and returns the keys of the rows that changed: one that is
 * stored just so already is left alone. All rows carry the same columns.
 */
export async function upsertRows<T extends keyof Tables, K extends ColumnOf<T>>(
  store: Store,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
  options: UpsertOptions<ColumnOf<T>, K>,
): Promise<KeyOf<T, K>[]> {
  const changed: KeyOf<T, K>[] = [];
  const first = rows[0];
  if (first === undefined) return changed;
  const types = await columnTypes(store, table, Object.keys(first));
  for (let at = 0; at < rows.length; at += CHUNK_ROWS) {
    const statement = upsert<KeyOf<T, K>>(store.table(table), types, {
      ...options,
      rows: rows.slice(at, at + CHUNK_ROWS),
    });
    changed.push(...(await statement.execute(store.db)).rows);
  }
  return changed;
}

interface Upsert {
  readonly key: readonly string[];
  readonly unlessOlder?: string;
  readonly rows: readonly object[];
}

/** One array for each column: a few parameters however many rows, and the fastest form on both engines. */
function upsert<Row>(
  target: RawBuilder<unknown>,
  types: ReadonlyMap<string, string>,
  { key, unlessOlder, rows }: Upsert,
) {
  const names = [...types.keys()];
  const others = names.filter((name) => !key.includes(name));
  const arrays = [...types].map(([name, type]) => {
    const values = rows.map((row) => fieldOf(row, name));
    return sql`${values}::${sql.raw(type)}[]`;
  });
  const latest = unlessOlder === undefined ? sql`` : sql`${sql.ref(unlessOlder)} desc,`;
  const notOlder =
    unlessOlder === undefined
      ? sql`true`
      : sql`stored.${sql.ref(unlessOlder)} <= excluded.${sql.ref(unlessOlder)}`;
  return sql<Row>`
    insert into ${target} as stored (${list(names)})
    select distinct on (${list(key)}) ${list(names)}
    from unnest(${sql.join(arrays)}) with ordinality as given (${list(names)}, nth)
    order by ${list(key)}, ${latest} nth desc
    on conflict (${list(key)}) ${
      others.length === 0
        ? sql`do nothing`
        : sql`do update set ${sql.join(others.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`))}
              where ${notOlder} and (${list(others, 'stored')}) is distinct from (${list(others, 'excluded')})`
    }
    returning ${list(key, 'stored')}`;
}

/** A row's type names its columns, which are only known one by one here. */
function fieldOf(row: object, name: string): unknown {
  return (row as Readonly<Record<string, unknown>>)[name] ?? null;
}

function list(names: readonly string[], of?: string): RawBuilder<unknown> {
  return sql.join(names.map((name) => sql.ref(of === undefined ? name : `${of}.${name}`)));
}

async function columnTypes(
  store: Store,
  table: string,
  names: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ name: string; type: string }>`
    select attname::text as name, format_type(atttypid, atttypmod) as type from pg_catalog.pg_attribute
    where attrelid = ${`${store.schema}.${table}`}::regclass and attnum > 0`.execute(store.db);
  const known = new Map(rows.map(({ name, type }) => [name, type]));
  return new Map(names.map((name) => [name, must(known.get(name), `a column ${name} in ${table}`)]));
}
