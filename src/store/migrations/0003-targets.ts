import type { Kysely } from 'kysely';
import { createIndexes, createTables, dropTables } from './table.ts';
import type { TableForm } from './table.ts';

/** What people are asked to reach. */
const TABLES: Readonly<Record<string, TableForm>> = {
  quota: {
    columns: {
      person_id: 'text',
      metric: 'text',
      start_on: 'date',
      end_on: 'date',
      amount: 'bigint',
      currency: 'text',
      source: 'text',
      source_id: 'text',
      known_at: 'timestamptz',
    },
    key: ['person_id', 'metric', 'start_on', 'end_on', 'source'],
  },
};

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db, TABLES);
  await createIndexes(db, [
    // The quotas of a period that runs now: few end after it begins, however long the past is.
    ['quota', 'metric', 'end_on'],
    ['quota', 'source_id'],
  ]);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropTables(db, Object.keys(TABLES));
}
