import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { createTables, dropTables } from '#store/migrations/table.ts';
import type { Holdings } from '#store/identity-holdings.ts';

/**
 * What was announced, to whom, and what was asked. A question has no moment and a number that says nothing of its order;
 * one without a name has nobody.
 */
const announced: Migration = {
  async up(db: Kysely<unknown>) {
    await createTables(db, {
      announcement: {
        columns: {
          id: 'integer serial',
          state: 'text',
          author_id: 'text',
          title: 'text',
          why: 'text',
          priorities: 'text',
          targeting: 'text',
          positioning: 'text',
          process: 'text',
          questions: 'text',
          effective_on: 'date',
          roles: 'jsonb',
          teams: 'jsonb',
          channels: 'jsonb',
          send_on: 'date',
          send_hour: 'integer',
          corrects_id: 'integer?',
          approver_id: 'text?',
          sent_back: 'text?',
          told_reach: 'integer',
          told_at_hour: 'timestamptz',
        },
        key: ['id'],
      },
      announcement_delivery: {
        columns: {
          announcement_id: 'integer',
          slack_user_id: 'text',
          due_at: 'timestamptz?',
          remind_at: 'timestamptz?',
          acknowledged_on: 'date?',
          was_reminded: 'boolean',
        },
        key: ['announcement_id', 'slack_user_id'],
      },
      announcement_question: {
        columns: {
          id: 'text',
          announcement_id: 'integer',
          asker_id: 'text?',
          words: 'text',
          answer: 'text?',
          was_told: 'boolean',
        },
        key: ['id'],
      },
    });
  },
  async down(db: Kysely<unknown>) {
    await dropTables(db, ['announcement', 'announcement_delivery', 'announcement_question']);
  },
};

/** What a change means for one role or team, and which readers get that. */
const meanings: Migration = {
  async up(db: Kysely<unknown>) {
    await createTables(db, {
      announcement_meaning: {
        columns: { announcement_id: 'integer', kind: 'text', part_id: 'text', words: 'text' },
        key: ['announcement_id', 'kind', 'part_id'],
      },
      announcement_meant: {
        columns: { announcement_id: 'integer', slack_user_id: 'text', kind: 'text', part_id: 'text' },
        key: ['announcement_id', 'slack_user_id', 'kind', 'part_id'],
      },
    });
  },
  async down(db: Kysely<unknown>) {
    await dropTables(db, ['announcement_meaning', 'announcement_meant']);
  },
};

export const migrations = {
  'feature-announcements-0001': announced,
  'feature-announcements-0090': meanings,
};

export const holdings: Holdings = {
  announcement: { about: 'changes they announced or approved', onErase: 'pseudonym', owners: ['author_id'] },
  announcement_delivery: {
    about: 'which announcements came to them, and which they acknowledged',
    onErase: 'delete',
    owners: ['slack_user_id'],
  },
  announcement_meaning: undefined,
  announcement_meant: {
    about: 'for which roles and teams announcements told them something besides',
    onErase: 'delete',
    owners: ['slack_user_id'],
  },
  announcement_question: {
    about: 'what they asked openly about an announcement; of questions without a name nobody is kept',
    onErase: 'delete',
    owners: ['asker_id'],
  },
};
