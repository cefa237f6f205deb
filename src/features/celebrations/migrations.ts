import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Holdings } from '#store/identity-holdings.ts';
import { createIndexes, createTables, dropTables } from '#store/migrations/table.ts';

/** Channels that celebrate, the messages they got, and which deals each tells. */
const celebrations: Migration = {
  async up(db: Kysely<unknown>) {
    await createTables(db, {
      celebration: {
        columns: {
          id: 'integer serial',
          channel_id: 'text',
          team_id: 'text',
          smallest: 'bigint',
          currency: 'text',
          says: 'text',
          with_quotas: 'boolean',
          from_hour: 'integer',
          to_hour: 'integer',
          time_zone: 'text',
          created_by: 'text',
          created_at: 'timestamptz',
          since: 'timestamptz',
          paused_at: 'timestamptz?',
          paused_by: 'text?',
        },
        key: ['id'],
      },
      celebration_post: {
        columns: { id: 'integer serial', celebration_id: 'integer', due_at: 'timestamptz' },
        key: ['id'],
      },
      celebrated_deal: {
        columns: {
          celebration_id: 'integer',
          deal_id: 'text',
          post_id: 'integer?',
          won_at: 'timestamptz',
          close_on: 'date',
        },
        key: ['celebration_id', 'deal_id'],
      },
      reached_quota: {
        columns: {
          person_id: 'text',
          period_type: 'text',
          period_start: 'date',
          state: 'text',
          reached_at: 'timestamptz',
        },
        key: ['person_id', 'period_type', 'period_start'],
      },
      celebration_choice: {
        columns: { person_id: 'text', mode: 'text', changed_at: 'timestamptz' },
        key: ['person_id'],
      },
    });
    // The same deals are celebrated once in a channel: setting it up again changes how.
    await db.schema
      .createIndex('celebration_of_channel')
      .on('celebration')
      .columns(['channel_id', 'team_id'])
      .unique()
      .execute();
    await createIndexes(db, [
      ['celebration_post', 'celebration_id'],
      ['celebrated_deal', 'deal_id'],
      ['celebrated_deal', 'post_id'],
      ['celebrated_deal', 'close_on'],
    ]);
  },
  async down(db: Kysely<unknown>) {
    await dropTables(db, [
      'celebration',
      'celebration_post',
      'celebrated_deal',
      'reached_quota',
      'celebration_choice',
    ]);
  },
};

export const migrations = { 'feature-celebrations-0070': celebrations };

export const holdings: Holdings = {
  celebration: { about: 'celebrations they set up for a channel', onErase: 'pseudonym' },
  celebration_post: undefined,
  reached_quota: {
    about: 'quotas they reached, and whether they let channels hear of it',
    onErase: 'delete',
    owners: ['person_id'],
  },
  celebration_choice: {
    about: 'whether channels may hear of quotas they reach',
    onErase: 'delete',
    owners: ['person_id'],
  },
  celebrated_deal: { about: 'won deals that a channel was told of', onErase: 'pseudonym' },
};
