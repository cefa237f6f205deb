import type { Kysely } from 'kysely';
import { createIndexes, createTables, dropTables } from './table.ts';
import type { TableForm } from './table.ts';

/** Credit entries, the day cells summed from them, and what they tell the features. */
const TABLES: Readonly<Record<string, TableForm>> = {
  entry: {
    columns: {
      id: 'bigint serial',
      person_id: 'text',
      measure: 'text',
      amount: 'bigint',
      currency: 'text',
      effective_on: 'date',
      lineage_id: 'integer',
      role_id: 'text',
      territory_id: 'text',
      record_id: 'text',
      rule: 'text',
      known_at: 'timestamptz',
      reconstructed: 'boolean',
      reverses: 'bigint?',
    },
    key: ['id'],
  },
  cell: {
    columns: {
      person_id: 'text',
      day: 'date',
      measure: 'text',
      lineage_id: 'integer',
      role_id: 'text',
      territory_id: 'text',
      currency: 'text',
      amount: 'bigint',
      n: 'bigint',
    },
    key: ['person_id', 'day', 'measure', 'lineage_id', 'role_id', 'territory_id', 'currency'],
  },
  dirty_cell: { columns: { person_id: 'text', day: 'date' }, key: ['person_id', 'day'] },
  fact: {
    columns: { seq: 'bigint serial', name: 'text', subject: 'text', payload: 'jsonb', at: 'timestamptz' },
    key: ['seq'],
  },
  fact_cursor: { columns: { feature: 'text', seq: 'bigint' }, key: ['feature'] },
};

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db, TABLES);
  await createIndexes(db, [
    ['entry', 'record_id'],
    ['entry', 'person_id', 'measure', 'effective_on'],
    ['entry', 'effective_on'],
    ['cell', 'measure', 'day'],
  ]);
  // An entry is reversed at most once, however often the same change is seen.
  await db.schema
    .createIndex('entry_reverses')
    .on('entry')
    .column('reverses')
    .unique()
    .where('reverses', 'is not', null)
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropTables(db, Object.keys(TABLES));
}
