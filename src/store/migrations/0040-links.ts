import type { Kysely } from 'kysely';
import { createIndexes, createTables, dropTables } from './table.ts';
import type { TableForm } from './table.ts';

/** Links that ended, sign-ins to Salesforce that confirm one, and which addresses mean the same person. */
const TABLES: Readonly<Record<string, TableForm>> = {
  former_link: {
    columns: {
      id: 'integer serial',
      slack_user_id: 'text',
      person_id: 'text',
      reason: 'text',
      confirmed_by: 'text',
      confirmed_at: 'timestamptz',
      ended_by: 'text',
      ended_at: 'timestamptz',
    },
    key: ['id'],
  },
  sign_in: {
    columns: {
      token: 'text',
      slack_user_id: 'text',
      asked_at: 'timestamptz',
      expires_at: 'timestamptz',
      used_at: 'timestamptz?',
      outcome: 'text?',
      person_id: 'text?',
    },
    key: ['token'],
  },
  mail_rule: {
    columns: {
      id: 'integer serial',
      kind: 'text',
      given: 'text',
      means: 'text',
      person_id: 'text?',
      made_by: 'text',
      made_at: 'timestamptz',
    },
    key: ['id'],
  },
};

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db, TABLES);
  await createIndexes(db, [
    ['former_link', 'slack_user_id'],
    ['former_link', 'person_id'],
    ['sign_in', 'slack_user_id'],
  ]);
  await db.schema
    .createIndex('mail_rule_given')
    .on('mail_rule')
    .columns(['kind', 'given'])
    .unique()
    .execute();
  await db.schema.alterTable('person').addColumn('username', 'text').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('person').dropColumn('username').execute();
  await dropTables(db, Object.keys(TABLES));
}
