import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { Migrator, NO_MIGRATIONS } from 'kysely/migration';
import type { Migration, MigrationResultSet } from 'kysely/migration';
import { GiveUp } from '#lib/errors.ts';
import { CORE_MIGRATIONS } from './migrations.ts';
import type { Tables } from './tables.ts';

export type Migrations = Readonly<Record<string, Migration>>;

const FEATURE = /^feature-/;

/** Where an installation's schema keeps what has been migrated. */
export const MIGRATION_TABLES = { done: 'migration', lock: 'migration_lock' } as const;

export interface MigrateOptions {
  readonly schema: string;
  /** The features' migrations, named `feature-<name>-NNNN`. */
  readonly migrations: Migrations;
}

/** Brings an installation's schema to the newest form. @throws GiveUp when it is newer than this version. */
export async function migrateToLatest(db: Kysely<Tables>, options: MigrateOptions): Promise<void> {
  const migrator = await migratorFor(db, options);
  settle(await migrator.migrateToLatest());
}

/** Moves an installation's schema forward or back to the named migration; `undefined` undoes them all. */
export async function migrateTo(
  db: Kysely<Tables>,
  options: MigrateOptions & { readonly target?: string },
): Promise<void> {
  const migrator = await migratorFor(db, options);
  settle(await migrator.migrateTo(options.target ?? NO_MIGRATIONS));
}

async function migratorFor(db: Kysely<Tables>, { schema, migrations }: MigrateOptions): Promise<Migrator> {
  const misnamed = Object.keys(migrations).find((name) => !FEATURE.test(name));
  if (misnamed !== undefined) throw new GiveUp(`The migration ${misnamed} is not named feature-<name>-NNNN.`);
  const known = { ...CORE_MIGRATIONS, ...migrations };
  const unknown = (await executed(db, schema)).filter((name) => known[name] === undefined);
  const newer = unknown.filter((name) => !FEATURE.test(name));
  if (newer.length > 0) {
    throw new GiveUp(`The data was written by a newer version of Attain (it knows ${newer.join(', ')}).`, {
      remedy: 'Start the newer version again, or restore the backup that was made before it.',
    });
  }
  // The tables of a feature that was taken out stay as they are.
  const removed = Object.fromEntries(
    unknown.map((name): [string, Migration] => [name, { up: async () => undefined }]),
  );
  return new Migrator({
    db: db.withSchema(schema),
    provider: { getMigrations: async () => ({ ...known, ...removed }) },
    migrationTableSchema: schema,
    migrationTableName: MIGRATION_TABLES.done,
    migrationLockTableName: MIGRATION_TABLES.lock,
    // A new core migration sorts before the features' that already ran.
    allowUnorderedMigrations: true,
  });
}

async function executed(db: Kysely<Tables>, schema: string): Promise<string[]> {
  const table = sql.id(schema, MIGRATION_TABLES.done);
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass(${`${schema}.${MIGRATION_TABLES.done}`}) is not null as there`.execute(db);
  if (rows[0]?.there !== true) return [];
  const names = await sql<{ name: string }>`select name from ${table} order by name`.execute(db);
  return names.rows.map(({ name }) => name);
}

/** Kysely's migrator hands its error over instead of throwing it. */
function settle({ error, results }: MigrationResultSet): void {
  if (error === undefined) return;
  const failed = results?.find(({ status }) => status === 'Error')?.migrationName ?? 'before the first';
  throw new GiveUp(`Migrating the database failed (${failed}).`, {
    cause: error,
    remedy: 'Nothing was changed. Start the version that ran before, and report the error in the log.',
  });
}
