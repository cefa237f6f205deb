import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { Refusal } from '#lib/errors.ts';
import { insideTransaction } from './open-transaction.ts';
import type { Tables } from './tables.ts';
import type { Store } from './store.ts';

const PREFIX = 'attain_';

/** The schema of an installation. @throws Refusal when the id is none of Slack's. */
export function schemaOf(installation: string): string {
  if (!/^[A-Za-z0-9_]{1,50}$/.test(installation))
    throw new Refusal(`"${installation}" is not a workspace's id.`);
  return `${PREFIX}${installation.toLowerCase()}`;
}

/** Creates the installation's schema unless it is there; its comment keeps the id as it was written. */
export async function createSchema(db: Kysely<Tables>, installation: string): Promise<void> {
  const schema = schemaOf(installation);
  await db.transaction().execute(async (tx) => {
    // Processes that start together would both find it missing.
    await sql`select pg_advisory_xact_lock(hashtext(${schema}))`.execute(tx);
    const { rows } = await sql`select from pg_catalog.pg_namespace where nspname = ${schema}`.execute(tx);
    if (rows.length > 0) return;
    await tx.schema.createSchema(schema).execute();
    await sql`comment on schema ${sql.id(schema)} is ${sql.lit(installation)}`.execute(tx);
  });
}

export async function dropSchema(db: Kysely<Tables>, installation: string): Promise<void> {
  await db.schema.dropSchema(schemaOf(installation)).ifExists().cascade().execute();
}

/** The ids of the installations that have a schema. */
export async function listInstallations(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select obj_description(oid, 'pg_namespace') as id from pg_catalog.pg_namespace
    where starts_with(nspname, ${PREFIX}) and obj_description(oid, 'pg_namespace') is not null
    order by nspname`.execute(db);
  return rows.map(({ id }) => id);
}

/** Binds a connection to one installation's schema. A transaction within a transaction is a savepoint. */
export function storeOf(root: Kysely<Tables>, { schema, keys }: Pick<Store, 'schema' | 'keys'>): Store {
  const db = root.withSchema(schema);
  return {
    schema,
    keys,
    db,
    table: (name) => sql`${sql.id(schema, name)}`,
    transaction: (work) =>
      root.isTransaction
        ? withSavepoint(root, () => work(storeOf(root, { schema, keys })))
        : root.transaction().execute((tx) => insideTransaction(() => work(storeOf(tx, { schema, keys })))),
  };
}

async function withSavepoint<T>(tx: Kysely<Tables>, work: () => Promise<T>): Promise<T> {
  await sql`savepoint inner_work`.execute(tx);
  try {
    const result = await work();
    await sql`release savepoint inner_work`.execute(tx);
    return result;
  } catch (error) {
    await sql`rollback to savepoint inner_work`.execute(tx);
    await sql`release savepoint inner_work`.execute(tx);
    throw error;
  }
}
