import type { Kysely } from 'kysely';
import { createIndexes, createTables, dropTables } from './table.ts';

/** What the company is to reach, in parts: set beside what people are asked for, and what pace is measured by. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db, {
    company_plan: {
      columns: {
        id: 'integer serial',
        metric: 'text',
        start_on: 'date',
        end_on: 'date',
        amount: 'bigint',
        currency: 'text',
        curve: 'text',
        made_by: 'text',
        made_at: 'timestamptz',
        reason: 'text?',
      },
      key: ['id'],
    },
  });
  await createIndexes(db, [['company_plan', 'metric', 'start_on']]);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropTables(db, ['company_plan']);
}
