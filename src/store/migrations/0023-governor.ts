import { type Kysely, sql } from 'kysely';
import { createIndexes, createTables, dropTables } from './table.ts';
import type { TableForm } from './table.ts';

/** When and how often a person is written to, and which message goes with which. */
const TABLES: Readonly<Record<string, TableForm>> = {
  attention_person: {
    columns: {
      slack_user_id: 'text',
      quiet_from: 'integer?',
      quiet_to: 'integer?',
      budget: 'integer?',
      greeted_at: 'timestamptz?',
    },
    key: ['slack_user_id'],
  },
  attention_topic: {
    columns: {
      slack_user_id: 'text',
      topic: 'text',
      mode: 'text?',
      snoozed_until: 'date?',
      chosen_at: 'timestamptz?',
      asked_at: 'timestamptz?',
      moved_at: 'timestamptz?',
    },
    key: ['slack_user_id', 'topic'],
  },
  attention: {
    columns: {
      post_key: 'text',
      slack_user_id: 'text',
      topic: 'text',
      decision: 'text',
      reason: 'text',
      until: 'timestamptz?',
      into_key: 'text?',
      about: 'text?',
      state: 'text?',
      merge_key: 'text?',
      is_prompt: 'boolean',
      decided_at: 'timestamptz',
      held_at: 'timestamptz?',
      held_reason: 'text?',
      acted_at: 'timestamptz?',
      rejected_at: 'timestamptz?',
    },
    key: ['post_key'],
  },
};

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db, TABLES);
  await createIndexes(db, [['attention', 'slack_user_id', 'decided_at']]);
  await db.schema.alterTable('post').addColumn('carrier', 'text').execute();
  await db.schema
    .createIndex('post_carrier')
    .on('post')
    .column('carrier')
    .where(sql<boolean>`carrier is not null`)
    .execute();
}

/** Before this every message stood by itself: those that went with others do so again if they were not said yet. */
export async function down(db: Kysely<unknown>): Promise<void> {
  const posts = db.withTables<{
    post: { key: string; state: string; carrier: string | null; not_before: string | null };
  }>();
  const waiting = posts.selectFrom('post as by').select('by.key').where('by.state', '=', 'pending');
  await posts
    .updateTable('post')
    .set({ state: 'pending' })
    .where('state', '=', 'carried')
    .where('carrier', 'in', waiting)
    .execute();
  await posts.updateTable('post').set({ state: 'dropped' }).where('state', '=', 'carried').execute();
  await db.schema.dropIndex('post_carrier').execute();
  await db.schema.alterTable('post').dropColumn('carrier').execute();
  await dropTables(db, Object.keys(TABLES));
}
