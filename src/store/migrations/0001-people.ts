import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { createIndexes, createTables, dropTables } from './table.ts';
import type { TableForm } from './table.ts';

const NODE: TableForm = {
  columns: { id: 'text', name: 'text', developer_name: 'text?', parent_id: 'text?' },
  key: ['id'],
};

/** The organization, its calendar, its people and what they belong to. */
const TABLES: Readonly<Record<string, TableForm>> = {
  organization: {
    columns: {
      id: 'text',
      name: 'text',
      time_zone: 'text',
      locale: 'text',
      fiscal_year_start_month: 'integer',
      uses_start_date_as_fiscal_year_name: 'boolean',
      week_start: 'integer',
      is_sandbox: 'boolean',
      currency: 'text',
    },
    key: ['id'],
  },
  fiscal_period: {
    columns: {
      id: 'text',
      type: 'text',
      number: 'integer?',
      label: 'text',
      start_on: 'date',
      end_on: 'date',
      is_custom: 'boolean',
    },
    key: ['id'],
  },
  person: {
    columns: {
      id: 'text',
      email: 'text',
      name: 'text',
      is_active: 'boolean',
      user_type: 'text',
      time_zone: 'text',
      locale: 'text',
      title: 'text?',
      manager_id: 'text?',
      role_id: 'text?',
      created_at: 'timestamptz',
      modified_at: 'timestamptz',
    },
    key: ['id'],
  },
  assignment: {
    columns: {
      person_id: 'text',
      manager_id: 'text?',
      role_id: 'text?',
      valid_from: 'date',
      valid_to: 'date?',
    },
    key: ['person_id', 'valid_from'],
  },
  lineage: { columns: { id: 'integer serial', person_id: 'text', managers: 'jsonb' }, key: ['id'] },
  lineage_manager: {
    columns: { lineage_id: 'integer', manager_id: 'text' },
    key: ['lineage_id', 'manager_id'],
  },
  role: NODE,
  territory: NODE,
  territory_assignment: {
    columns: { id: 'text', person_id: 'text', territory_id: 'text', valid_from: 'date', valid_to: 'date?' },
    key: ['id'],
  },
};

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db, TABLES);
  await createIndexes(db, [
    ['fiscal_period', 'type', 'start_on'],
    ['person', 'manager_id'],
    ['assignment', 'manager_id'],
    ['lineage_manager', 'manager_id', 'lineage_id'],
    ['territory_assignment', 'person_id', 'valid_from'],
  ]);
  await db.schema.createIndex('person_email').on('person').expression(sql`lower(email)`).execute();
  await db.schema
    .createIndex('lineage_chain')
    .on('lineage')
    .columns(['person_id', 'managers'])
    .unique()
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropTables(db, Object.keys(TABLES));
}
