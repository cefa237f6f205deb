import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { createTables, dropTables } from '#store/migrations/table.ts';

/** How boards may speak of people, and who wants to stand on none. */
export const privacy: Migration = {
  async up(db: Kysely<unknown>) {
    await createTables(db, {
      board_privacy: {
        columns: { scope: 'text', scope_id: 'text', mode: 'text', set_by: 'text', set_at: 'timestamptz' },
        key: ['scope', 'scope_id'],
      },
      board_opt_out: {
        columns: { person_id: 'text', since: 'timestamptz' },
        key: ['person_id'],
      },
    });
  },
  async down(db: Kysely<unknown>) {
    await dropTables(db, ['board_privacy', 'board_opt_out']);
  },
};
