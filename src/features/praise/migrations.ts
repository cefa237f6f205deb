import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Holdings } from '#store/identity-holdings.ts';
import { createIndexes, createTables, dropTables } from '#store/migrations/table.ts';

/** A praise is as many rows as it has people: with one of them what was said about them goes too. */
const given: Migration = {
  async up(db: Kysely<unknown>) {
    await createTables(db, {
      praise: {
        columns: {
          id: 'text',
          praised_id: 'text',
          giver_id: 'text',
          channel_id: 'text?',
          words: 'text',
          link: 'text?',
          given_on: 'date',
          given_at: 'timestamptz',
          taken_back_at: 'timestamptz?',
        },
        key: ['id', 'praised_id'],
      },
      praise_choice: {
        columns: { slack_user_id: 'text', is_private: 'boolean' },
        key: ['slack_user_id'],
      },
    });
    await createIndexes(db, [
      ['praise', 'praised_id', 'given_at'],
      ['praise', 'giver_id', 'given_at'],
    ]);
  },
  async down(db: Kysely<unknown>) {
    await dropTables(db, ['praise', 'praise_choice']);
  },
};

export const migrations = { 'feature-praise-0060': given };

export const holdings: Holdings = {
  praise: {
    about: 'praise they gave or were given, in the giver’s words',
    onErase: 'delete',
    owners: ['giver_id', 'praised_id'],
  },
  praise_choice: {
    about: 'whether praise of them is said to them alone',
    onErase: 'delete',
    owners: ['slack_user_id'],
  },
};
