import type { Kysely } from 'kysely';
import { createIndexes, createTables, dropTables } from './table.ts';
import type { TableForm } from './table.ts';

/** What the whole catalogue reads besides: moments of activities, doubles, forecast categories, mapped fields. */
const TABLES: Readonly<Record<string, TableForm>> = {
  mapped_value: {
    columns: { record_id: 'text', name: 'text', value: 'numeric?' },
    key: ['record_id', 'name'],
  },
};

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db, TABLES);
  await db.schema
    .alterTable('activity')
    .addColumn('created_at', 'timestamptz')
    .addColumn('happened_at', 'timestamptz')
    .addColumn('planned_on', 'date')
    .addColumn('double_of', 'text')
    .execute();
  await db.schema.alterTable('deal_state').addColumn('forecast_category', 'text').execute();
  await createIndexes(db, [
    ['activity', 'record_id'],
    ['activity', 'created_at'],
    ['opportunity', 'created_at'],
    ['opportunity_history', 'created_at'],
  ]);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const index of [
    'activity_record_id',
    'activity_created_at',
    'opportunity_created_at',
    'opportunity_history_created_at',
  ])
    await db.schema.dropIndex(index).execute();
  await db.schema.alterTable('deal_state').dropColumn('forecast_category').execute();
  let activity = db.schema.alterTable('activity').dropColumn('created_at');
  for (const column of ['happened_at', 'planned_on', 'double_of']) activity = activity.dropColumn(column);
  await activity.execute();
  await dropTables(db, Object.keys(TABLES));
}
