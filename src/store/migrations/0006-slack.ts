import type { Kysely } from 'kysely';
import { createIndexes, createTables, dropTables } from './table.ts';
import type { TableForm } from './table.ts';

/** Messages on their way out, who is who, and what was set up. */
const TABLES: Readonly<Record<string, TableForm>> = {
  post: {
    columns: {
      id: 'bigint serial',
      key: 'text',
      kind: 'text',
      params: 'jsonb',
      audience: 'text',
      state: 'text',
      stale: 'boolean',
      attempt: 'integer',
      lease_until: 'timestamptz?',
      dispatched_at: 'timestamptz?',
      not_before: 'timestamptz?',
      channel: 'text?',
      ts: 'text?',
      body_hash: 'text?',
      reason: 'text?',
      created_at: 'timestamptz',
      updated_at: 'timestamptz',
    },
    key: ['id'],
  },
  identity_link: {
    columns: { slack_user_id: 'text', person_id: 'text', confirmed_by: 'text', confirmed_at: 'timestamptz' },
    key: ['slack_user_id'],
  },
  setting: {
    columns: { name: 'text', value: 'jsonb', changed_by: 'text', changed_at: 'timestamptz' },
    key: ['name'],
  },
};

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db, TABLES);
  await db.schema.createIndex('post_key').on('post').column('key').unique().execute();
  await createIndexes(db, [
    ['post', 'state'],
    ['identity_link', 'person_id'],
  ]);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropTables(db, Object.keys(TABLES));
}
