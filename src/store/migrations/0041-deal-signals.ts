import type { Kysely } from 'kysely';

/** What tells whether somebody works on an open deal. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('opportunity')
    .addColumn('last_activity_on', 'date')
    .addColumn('push_count', 'integer')
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('opportunity').dropColumn('last_activity_on').dropColumn('push_count').execute();
}
