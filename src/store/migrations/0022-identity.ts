import type { Kysely } from 'kysely';
import { createIndexes, createTables, dropTables } from './table.ts';
import type { TableForm } from './table.ts';

/** What people asked about their own data, and who was erased: under a keyed hash, so that the name is not kept by it. */
const TABLES: Readonly<Record<string, TableForm>> = {
  erased_person: {
    columns: { token: 'text', pseudonym: 'text', erased_at: 'timestamptz' },
    key: ['token'],
  },
  privacy_request: {
    columns: {
      id: 'integer serial',
      person_id: 'text',
      slack_user_id: 'text',
      kind: 'text',
      asked_at: 'timestamptz',
      settled_at: 'timestamptz?',
      settled_by: 'text?',
    },
    key: ['id'],
  },
};

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db, TABLES);
  await createIndexes(db, [['privacy_request', 'person_id']]);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropTables(db, Object.keys(TABLES));
}
