import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { createTables, dropTables } from './table.ts';
import type { TableForm } from './table.ts';

/** What tells whether the data can be trusted, how each day ended, and which message another one answers. */
const TABLES: Readonly<Record<string, TableForm>> = {
  row_count: {
    columns: {
      object: 'text',
      rows: 'bigint',
      counted_at: 'timestamptz',
      trusted: 'bigint',
      trusted_at: 'timestamptz',
    },
    key: ['object'],
  },
  freshness_incident: {
    columns: {
      id: 'integer serial',
      kind: 'text',
      cause: 'text',
      remedy: 'text',
      data_time: 'timestamptz?',
      began_at: 'timestamptz',
      ended_at: 'timestamptz?',
    },
    key: ['id'],
  },
  day_snapshot: {
    columns: { day: 'date', taken_at: 'timestamptz', data_time: 'timestamptz?', totals: 'jsonb' },
    key: ['day'],
  },
};

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db, TABLES);
  // Whoever notices first opens the incident; at most one is open at a time.
  await db.schema
    .createIndex('freshness_incident_open')
    .on('freshness_incident')
    .expression(sql`(true)`)
    .unique()
    .where(sql<boolean>`ended_at is null`)
    .execute();
  await db.schema.alterTable('sync_gap').addColumn('vanished_at', 'timestamptz').execute();
  await db.schema.alterTable('post').addColumn('thread_key', 'text').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('post').dropColumn('thread_key').execute();
  await db.schema.alterTable('sync_gap').dropColumn('vanished_at').execute();
  await dropTables(db, Object.keys(TABLES));
}
