import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { createTables, dropTables } from '#store/migrations/table.ts';

/** The boards that were set up, and the places they showed each time they were due. */
const boards: Migration = {
  async up(db: Kysely<unknown>) {
    await createTables(db, {
      board: {
        columns: {
          id: 'integer serial',
          channel_id: 'text',
          metric: 'text',
          period_type: 'text',
          breakdown: 'text',
          row_count: 'integer',
          days: 'jsonb',
          hour: 'integer',
          time_zone: 'text',
          created_by: 'text',
          created_at: 'timestamptz',
          last_slot: 'timestamptz',
        },
        key: ['id'],
      },
      board_post: {
        columns: {
          board_id: 'integer',
          slot_at: 'timestamptz',
          period_start: 'date',
          kind: 'text',
          ranks: 'jsonb',
        },
        key: ['board_id', 'slot_at', 'kind'],
      },
    });
    // One board for each question a channel asks: setting it up again changes its schedule.
    await db.schema
      .createIndex('board_question')
      .on('board')
      .columns(['channel_id', 'metric', 'period_type', 'breakdown'])
      .unique()
      .execute();
  },
  async down(db: Kysely<unknown>) {
    await dropTables(db, ['board', 'board_post']);
  },
};

export const migrations = { 'feature-leaderboard-0001': boards };
