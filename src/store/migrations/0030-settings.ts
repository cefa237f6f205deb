import type { Kysely } from 'kysely';
import { createIndexes, createTables, dropTables } from './table.ts';
import type { TableForm } from './table.ts';

/** Who changed what of the company's settings, and of which doubtful messages an admin was told. */
const TABLES: Readonly<Record<string, TableForm>> = {
  setting_change: {
    columns: {
      id: 'integer serial',
      name: 'text',
      before: 'jsonb?',
      after: 'jsonb?',
      changed_by: 'text',
      changed_at: 'timestamptz',
      undoes: 'integer?',
    },
    key: ['id'],
  },
};

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db, TABLES);
  await createIndexes(db, [['setting_change', 'name', 'id']]);
  await db.schema.alterTable('post').addColumn('doubt_told_at', 'timestamptz').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('post').dropColumn('doubt_told_at').execute();
  await dropTables(db, Object.keys(TABLES));
}
