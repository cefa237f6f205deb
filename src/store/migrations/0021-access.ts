import type { Kysely } from 'kysely';
import { createIndexes, createTables, dropTables } from './table.ts';
import type { TableForm } from './table.ts';

/** Who was given which role, who stands in for whom or may read somebody, and what was done with such rights. */
const TABLES: Readonly<Record<string, TableForm>> = {
  access_role: {
    columns: {
      id: 'bigint serial',
      holder: 'text',
      role: 'text',
      from_at: 'timestamptz',
      to_at: 'timestamptz?',
      granted_by: 'text',
      reason: 'text',
      ended_by: 'text?',
    },
    key: ['id'],
  },
  access_grant: {
    columns: {
      id: 'bigint serial',
      kind: 'text',
      holder_id: 'text',
      subject_id: 'text',
      data_class: 'text?',
      from_on: 'date',
      to_on: 'date',
      reason: 'text',
      granted_by: 'text',
      granted_at: 'timestamptz',
      ended_by: 'text?',
      ended_at: 'timestamptz?',
    },
    key: ['id'],
  },
  audit_entry: {
    columns: {
      seq: 'bigint',
      at: 'timestamptz',
      actor: 'text',
      action: 'text',
      subject: 'text',
      detail: 'text',
      previous_hash: 'text',
      hash: 'text',
    },
    key: ['seq'],
  },
};

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db, TABLES);
  await createIndexes(db, [
    ['access_role', 'holder'],
    ['access_grant', 'holder_id'],
    ['audit_entry', 'subject'],
  ]);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropTables(db, Object.keys(TABLES));
}
