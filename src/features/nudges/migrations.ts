import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Holdings } from '#store/identity-holdings.ts';
import { createTables, dropTables } from '#store/migrations/table.ts';

/** What people were told about their quotas, and in which zones this morning was looked at. */
const told: Migration = {
  async up(db: Kysely<unknown>) {
    await createTables(db, {
      nudge: {
        columns: {
          id: 'integer serial',
          person_id: 'text',
          metric: 'text',
          period_type: 'text',
          period_start: 'date',
          kind: 'text',
          state: 'text',
          said_on: 'date',
          said_at: 'timestamptz',
          is_said: 'boolean',
          ended_at: 'timestamptz?',
          withdrawn_at: 'timestamptz?',
        },
        key: ['id'],
      },
      nudge_morning: {
        columns: { time_zone: 'text', looked_on: 'date' },
        key: ['time_zone'],
      },
    });
    // The same state is kept once, whoever looks and however often.
    await db.schema
      .createIndex('nudge_state')
      .on('nudge')
      .columns(['person_id', 'metric', 'period_type', 'period_start', 'kind', 'state'])
      .unique()
      .execute();
  },
  async down(db: Kysely<unknown>) {
    await dropTables(db, ['nudge', 'nudge_morning']);
  },
};

export const migrations = { 'feature-nudges-0001': told };

export const holdings: Holdings = {
  nudge: {
    about: 'what they were told about their quotas, and when',
    onErase: 'delete',
    owners: ['person_id'],
  },
  nudge_morning: undefined,
};
