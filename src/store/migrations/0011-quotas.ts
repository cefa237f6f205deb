import type { Kysely } from 'kysely';

const KEY = ['person_id', 'metric', 'start_on', 'end_on', 'source'] as const;

interface QuotaRow {
  person_id: string;
  metric: string;
  start_on: string;
  end_on: string;
  source: string;
  version: number;
  restores: number | null;
}

/** A quota that changes becomes a new row; the rows there were are the first versions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('quota')
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .addColumn('weight', 'integer')
    .addColumn('effective_on', 'date')
    .addColumn('restores', 'integer')
    .addColumn('batch_id', 'integer')
    .addColumn('approved_by', 'text')
    .addColumn('reason', 'text')
    .execute();
  await db.schema.alterTable('quota').dropConstraint('quota_pkey').execute();
  await db.schema
    .alterTable('quota')
    .addPrimaryKeyConstraint('quota_pkey', [...KEY, 'version'])
    .execute();
  await db.schema.createIndex('quota_batch_id').on('quota').column('batch_id').execute();
}

/** Keeps of each quota the latest version; a later one that took it back takes it away. */
export async function down(db: Kysely<unknown>): Promise<void> {
  const tables = db.withTables<{ quota: QuotaRow }>();
  await tables
    .deleteFrom('quota as old')
    .where(({ exists, selectFrom }) => {
      const later = selectFrom('quota as later').select('later.version');
      const same = KEY.reduce(
        (query, column) => query.whereRef(`later.${column}`, '=', `old.${column}`),
        later.whereRef('later.version', '>', 'old.version'),
      );
      return exists(same);
    })
    .execute();
  await tables.deleteFrom('quota').where('restores', '=', 0).execute();
  await tables.deleteFrom('quota').where('source', 'not in', ['salesforce', 'csv']).execute();
  await db.schema.dropIndex('quota_batch_id').execute();
  await db.schema.alterTable('quota').dropConstraint('quota_pkey').execute();
  let table = db.schema.alterTable('quota').dropColumn('version');
  for (const column of ['weight', 'effective_on', 'restores', 'batch_id', 'approved_by', 'reason'])
    table = table.dropColumn(column);
  await table.execute();
  await db.schema
    .alterTable('quota')
    .addPrimaryKeyConstraint('quota_pkey', [...KEY])
    .execute();
}
