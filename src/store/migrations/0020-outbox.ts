import { type Kysely, sql } from 'kysely';
import { createIndexes, createTables, dropTables } from './table.ts';
import type { TableForm } from './table.ts';

/** What posting exactly once has to remember: doubts about a post, messages there twice, and what Slack delivered. */
const TABLES: Readonly<Record<string, TableForm>> = {
  double_post: {
    columns: {
      channel: 'text',
      ts: 'text',
      post_id: 'bigint',
      noticed_at: 'timestamptz',
      try_at: 'timestamptz?',
      removed_at: 'timestamptz?',
      problem: 'text?',
    },
    key: ['channel', 'ts'],
  },
  inbox: {
    columns: { key: 'text', received_at: 'timestamptz' },
    key: ['key'],
  },
};

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db, TABLES);
  await db.schema
    .alterTable('post')
    .addColumn('sent_since', 'timestamptz')
    .addColumn('doubtful', 'boolean', (column) => column.notNull().defaultTo(false))
    .addColumn('looked_to', 'text')
    .addColumn('sweep_at', 'timestamptz')
    .addColumn('sweeps', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createIndex('post_sweep_at')
    .on('post')
    .column('sweep_at')
    .where(sql<boolean>`sweep_at is not null`)
    .execute();
  await createIndexes(db, [
    ['post', 'audience'],
    ['inbox', 'received_at'],
  ]);
}

/** Before this, what may or may not be there was always left to a person. */
export async function down(db: Kysely<unknown>): Promise<void> {
  // `db` names the installation's schema; a raw statement would not.
  const posts = db.withTables<{ post: { state: string } }>();
  await posts
    .updateTable('post')
    .set({ state: 'parked' })
    .where('state', 'in', ['settling', 'unknown'])
    .execute();
  for (const index of ['post_sweep_at', 'post_audience']) await db.schema.dropIndex(index).execute();
  let post = db.schema.alterTable('post').dropColumn('sent_since');
  for (const column of ['doubtful', 'looked_to', 'sweep_at', 'sweeps']) post = post.dropColumn(column);
  await post.execute();
  await dropTables(db, Object.keys(TABLES));
}
