import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Holdings } from '#store/identity-holdings.ts';
import { createTables, dropTables } from '#store/migrations/table.ts';
import { privacy } from './privacy-migration.ts';

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

/** What a board said of its latest periods, to be compared with what turned out, and whether it went out late. */
const corrections: Migration = {
  async up(db: Kysely<unknown>) {
    await createTables(db, {
      board_said: {
        columns: {
          board_id: 'integer',
          period_start: 'date',
          slot_at: 'timestamptz',
          kind: 'text',
          lines: 'jsonb',
        },
        key: ['board_id', 'period_start'],
      },
    });
    await db.schema
      .alterTable('board_post')
      .addColumn('waited', 'boolean', (column) => column.notNull().defaultTo(false))
      .execute();
  },
  async down(db: Kysely<unknown>) {
    await db.schema.alterTable('board_post').dropColumn('waited').execute();
    await dropTables(db, ['board_said']);
  },
};

/** Boards that rest. */
const pauses: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('board')
      .addColumn('paused_at', 'timestamptz')
      .addColumn('paused_by', 'text')
      .execute();
  },
  async down(db: Kysely<unknown>) {
    await db.schema.alterTable('board').dropColumn('paused_at').dropColumn('paused_by').execute();
  },
};

export const migrations = {
  'feature-leaderboard-0001': boards,
  'feature-leaderboard-0002': corrections,
  'feature-leaderboard-0003': privacy,
  'feature-leaderboard-0004': pauses,
};

export const holdings: Holdings = {
  board: { about: 'boards they set up', onErase: 'pseudonym' },
  board_post: { about: 'places that boards showed', onErase: 'pseudonym' },
  board_opt_out: { about: 'that they stand on no board', onErase: 'delete', owners: ['person_id'] },
  board_privacy: { about: 'how boards may speak of their team', onErase: 'pseudonym' },
  board_said: { about: 'what boards listed', onErase: 'pseudonym' },
};
