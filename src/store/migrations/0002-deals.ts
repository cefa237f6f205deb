import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { createIndexes, createTables, dropTables } from './table.ts';
import type { TableForm } from './table.ts';

/** Accounts, products, deals with all that they looked like over time, and the work done for them. */
const TABLES: Readonly<Record<string, TableForm>> = {
  account: {
    columns: {
      id: 'text',
      name: 'text',
      owner_id: 'text?',
      parent_id: 'text?',
      is_deleted: 'boolean',
      modified_at: 'timestamptz',
    },
    key: ['id'],
  },
  product: {
    columns: { id: 'text', name: 'text', family: 'text?', code: 'text?', is_active: 'boolean' },
    key: ['id'],
  },
  stage: {
    columns: {
      api_name: 'text',
      label: 'text',
      sort_order: 'integer',
      is_active: 'boolean',
      is_closed: 'boolean',
      is_won: 'boolean',
      probability: 'numeric?',
      forecast_category: 'text?',
    },
    key: ['api_name'],
  },
  opportunity: {
    columns: {
      id: 'text',
      name: 'text',
      account_id: 'text?',
      owner_id: 'text?',
      stage: 'text',
      amount: 'bigint?',
      currency: 'text',
      probability: 'numeric?',
      close_on: 'date',
      created_at: 'timestamptz',
      is_closed: 'boolean',
      is_won: 'boolean',
      is_deleted: 'boolean',
      is_private: 'boolean',
      territory_id: 'text?',
      forecast_category: 'text?',
      type: 'text?',
      next_step: 'text?',
      last_stage_change_at: 'timestamptz?',
      modified_at: 'timestamptz',
    },
    key: ['id'],
  },
  opportunity_history: {
    columns: {
      id: 'text',
      opportunity_id: 'text',
      stage: 'text',
      amount: 'bigint?',
      currency: 'text',
      close_on: 'date?',
      created_at: 'timestamptz',
      modified_at: 'timestamptz',
    },
    key: ['id'],
  },
  deal_state: {
    columns: {
      opportunity_id: 'text',
      known_at: 'timestamptz',
      seq: 'integer',
      owner_id: 'text?',
      stage: 'text',
      amount: 'bigint?',
      currency: 'text',
      close_on: 'date',
      is_closed: 'boolean',
      is_won: 'boolean',
      is_deleted: 'boolean',
      territory_id: 'text?',
      origin: 'text',
    },
    key: ['opportunity_id', 'known_at', 'seq'],
  },
  line_item: {
    columns: {
      id: 'text',
      opportunity_id: 'text',
      product_id: 'text?',
      quantity: 'numeric?',
      unit_price: 'numeric?',
      total_price: 'numeric?',
      is_deleted: 'boolean',
      modified_at: 'timestamptz',
    },
    key: ['id'],
  },
  activity: {
    columns: {
      id: 'text',
      source: 'text',
      kind: 'text',
      owner_id: 'text?',
      counts_on: 'date?',
      record_id: 'text?',
      account_id: 'text?',
      subject: 'text?',
      is_deleted: 'boolean',
      modified_at: 'timestamptz',
    },
    key: ['id'],
  },
};

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db, TABLES);
  await createIndexes(db, [
    ['opportunity', 'owner_id'],
    ['opportunity', 'account_id'],
    ['opportunity_history', 'opportunity_id', 'created_at'],
    ['line_item', 'opportunity_id'],
    ['activity', 'owner_id', 'counts_on'],
  ]);
  // The open pipeline by closing day: a small part of all deals.
  await db.schema
    .createIndex('opportunity_open_close_on')
    .on('opportunity')
    .column('close_on')
    .where(sql<boolean>`not is_closed and not is_deleted`)
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropTables(db, Object.keys(TABLES));
}
