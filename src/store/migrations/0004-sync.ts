import type { Kysely } from 'kysely';
import { createTables, dropTables } from './table.ts';
import type { TableForm } from './table.ts';

/** How far Salesforce has been read, what could not be read, and which records the ledger has yet to look at. */
const TABLES: Readonly<Record<string, TableForm>> = {
  sync_object: {
    columns: {
      object: 'text',
      state: 'text',
      watermark: 'timestamptz?',
      resume: 'jsonb?',
      window_end: 'timestamptz?',
      rows_read: 'bigint',
      described: 'jsonb?',
      error: 'text?',
      finished_at: 'timestamptz?',
    },
    key: ['object'],
  },
  sync_gap: { columns: { object: 'text', field: 'text', effect: 'text' }, key: ['object', 'field'] },
  api_use: {
    columns: { day: 'date', calls: 'bigint', org_used: 'bigint?', org_limit: 'bigint?' },
    key: ['day'],
  },
  changed_record: { columns: { seq: 'bigint serial', object: 'text', record_id: 'text' }, key: ['seq'] },
};

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db, TABLES);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropTables(db, Object.keys(TABLES));
}
