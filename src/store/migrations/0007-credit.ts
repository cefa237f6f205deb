import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { createIndexes, createTables, dropTables } from './table.ts';
import type { TableForm } from './table.ts';

/** What credit is decided by: rates, splits and teams from Salesforce, rules and transfers of ours, closed periods. */
const TABLES: Readonly<Record<string, TableForm>> = {
  conversion_rate: {
    columns: {
      currency: 'text',
      decimals: 'integer',
      from_on: 'date',
      to_on: 'date',
      rate: 'text',
      kind: 'text',
    },
    key: ['currency', 'kind', 'from_on'],
  },
  split_type: {
    columns: {
      id: 'text',
      name: 'text',
      label: 'text',
      field: 'text?',
      is_total_validated: 'boolean',
      is_active: 'boolean',
    },
    key: ['id'],
  },
  deal_split: {
    columns: {
      id: 'text',
      opportunity_id: 'text',
      person_id: 'text',
      split_type_id: 'text?',
      percentage: 'text',
      is_deleted: 'boolean',
      modified_at: 'timestamptz',
    },
    key: ['id'],
  },
  deal_team_member: {
    columns: {
      id: 'text',
      opportunity_id: 'text',
      person_id: 'text',
      role: 'text',
      is_deleted: 'boolean',
      modified_at: 'timestamptz',
    },
    key: ['id'],
  },
  crediting_rule: {
    columns: {
      id: 'text',
      version: 'integer',
      kind: 'text',
      config: 'jsonb',
      measure: 'text',
      effective_from: 'date',
      effective_to: 'date?',
      approved_by: 'text',
      reason: 'text',
      created_at: 'timestamptz',
    },
    key: ['id', 'version'],
  },
  credit_transfer: {
    columns: {
      id: 'bigint serial',
      record_id: 'text',
      from_person: 'text',
      to_person: 'text',
      effective_on: 'date',
      approved_by: 'text',
      reason: 'text',
      created_at: 'timestamptz',
    },
    key: ['id'],
  },
  period_close: {
    columns: {
      id: 'bigint serial',
      name: 'text',
      type: 'text',
      start_on: 'date',
      end_on: 'date',
      state: 'text',
      changed_by: 'text',
      changed_at: 'timestamptz',
      reason: 'text',
    },
    key: ['id'],
  },
};

/** What the new columns of entries that are there already are filled from. */
interface Filled {
  amount: bigint;
  original_amount: bigint;
  currency: string;
  original_currency: string;
  effective_on: string;
  counts_on: string;
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db, TABLES);
  await createIndexes(db, [
    ['deal_split', 'opportunity_id'],
    ['deal_team_member', 'opportunity_id'],
    ['credit_transfer', 'record_id'],
  ]);
  await db.schema
    .alterTable('entry')
    .addColumn('share', 'text', (column) => column.notNull().defaultTo('1'))
    .addColumn('deals', 'integer', (column) => column.notNull().defaultTo(1))
    .addColumn('original_amount', 'bigint')
    .addColumn('original_currency', 'text')
    .addColumn('rate', 'text')
    .addColumn('counts_on', 'date')
    .addColumn('cause', 'text')
    .execute();
  await db
    .withTables<{ entry: Filled }>()
    .updateTable('entry')
    .set((entry) => ({
      original_amount: entry.ref('amount'),
      original_currency: entry.ref('currency'),
      counts_on: entry.ref('effective_on'),
    }))
    .execute();
  await db.schema
    .alterTable('entry')
    .alterColumn('share', (column) => column.dropDefault())
    .alterColumn('deals', (column) => column.dropDefault())
    .alterColumn('original_currency', (column) => column.setNotNull())
    .alterColumn('counts_on', (column) => column.setNotNull())
    .execute();
  await indexReportedDays(db);
}

/** Figures go by the day on which an entry is reported; the few that a lock moved are found by both days. */
async function indexReportedDays(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('entry_person_id_measure_effective_on').execute();
  await db.schema.dropIndex('entry_effective_on').execute();
  await createIndexes(db, [
    ['entry', 'person_id', 'measure', 'counts_on'],
    ['entry', 'counts_on'],
  ]);
  await db.schema
    .createIndex('entry_moved')
    .on('entry')
    .columns(['effective_on', 'counts_on'])
    .where(sql<boolean>`counts_on <> effective_on`)
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const index of ['entry_moved', 'entry_counts_on', 'entry_person_id_measure_counts_on'])
    await db.schema.dropIndex(index).execute();
  await createIndexes(db, [
    ['entry', 'person_id', 'measure', 'effective_on'],
    ['entry', 'effective_on'],
  ]);
  let entry = db.schema.alterTable('entry').dropColumn('share');
  for (const column of ['deals', 'original_amount', 'original_currency', 'rate', 'counts_on', 'cause'])
    entry = entry.dropColumn(column);
  await entry.execute();
  await dropTables(db, Object.keys(TABLES));
}
