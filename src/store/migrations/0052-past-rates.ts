import type { Kysely } from 'kysely';
import { createTables, dropTables } from './table.ts';

/** Rates as they were known before they changed: a past day is converted by those of that day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db, {
    past_conversion_rate: {
      columns: {
        id: 'bigint serial',
        currency: 'text',
        decimals: 'integer',
        from_on: 'date',
        to_on: 'date',
        rate: 'text',
        kind: 'text',
        known_at: 'timestamptz',
        known_until: 'timestamptz',
      },
      key: ['id'],
    },
  });
  // What is there already is all that is known of the past.
  await db.schema
    .alterTable('conversion_rate')
    .addColumn('known_at', 'timestamptz', (column) => column.notNull().defaultTo('-infinity'))
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('conversion_rate').dropColumn('known_at').execute();
  await dropTables(db, ['past_conversion_rate']);
}
