import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Holdings } from '#store/identity-holdings.ts';
import { createTables, dropTables } from '#store/migrations/table.ts';

/** When somebody wants their digest, what each said, and who took which deal in hand. */
const weekly: Migration = {
  async up(db: Kysely<unknown>) {
    await createTables(db, {
      weekly_reader: {
        columns: {
          slack_user_id: 'text',
          weekday: 'integer',
          hour: 'integer',
          skips_still: 'boolean',
          last_slot: 'timestamptz',
        },
        key: ['slack_user_id'],
      },
      weekly_said: {
        columns: {
          slack_user_id: 'text',
          about: 'text',
          subject_id: 'text',
          week: 'date',
          state: 'text',
          named: 'jsonb',
          deals: 'jsonb',
        },
        key: ['slack_user_id', 'about', 'subject_id', 'week'],
      },
      weekly_act: {
        columns: {
          deal_id: 'text',
          state: 'text',
          kind: 'text',
          slack_user_id: 'text',
          acted_at: 'timestamptz',
        },
        key: ['deal_id', 'state', 'kind'],
      },
    });
  },
  async down(db: Kysely<unknown>) {
    await dropTables(db, ['weekly_reader', 'weekly_said', 'weekly_act']);
  },
};

export const migrations = { 'feature-digest-0001': weekly };

export const holdings: Holdings = {
  weekly_reader: {
    about: 'when they want their weekly digest',
    onErase: 'delete',
    owners: ['slack_user_id'],
  },
  weekly_said: {
    about: 'which deals their weekly digests named',
    onErase: 'delete',
    owners: ['slack_user_id'],
  },
  weekly_act: { about: 'deals they took in hand from a weekly digest', onErase: 'pseudonym' },
};
