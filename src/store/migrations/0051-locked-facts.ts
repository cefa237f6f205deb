import type { Kysely } from 'kysely';
import { createTables, dropTables } from './table.ts';

/** What the deals of a locked period brought as it was locked: their amounts, lines and mapped fields. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db, {
    locked_fact: {
      columns: {
        entry_id: 'bigint',
        amount: 'bigint?',
        currency: 'text',
        original_currency: 'text',
        items: 'integer',
        quantity: 'numeric?',
        cost: 'numeric?',
        without_cost: 'integer',
        reaches: 'boolean?',
        expense: 'numeric?',
        score: 'numeric?',
        locked_at: 'timestamptz',
      },
      key: ['entry_id'],
    },
  });
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropTables(db, ['locked_fact']);
}
