import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Holdings } from '#store/identity-holdings.ts';
import { createTables, dropTables } from '#store/migrations/table.ts';

/** What there was to talk about with whom, what came of it, what was agreed, and what is asked. */
const talks: Migration = {
  async up(db: Kysely<unknown>) {
    await createTables(db, {
      coaching_focus: {
        columns: {
          id: 'integer serial',
          person_id: 'text',
          coach_id: 'text',
          metric: 'text',
          period_type: 'text',
          period_start: 'date',
          found_on: 'date',
          state: 'text',
          session_on: 'date?',
          decline_code: 'text?',
          reason: 'text?',
          revision: 'integer',
          said: 'text?',
          playback: 'text?',
          differs: 'text?',
          noted_on: 'date?',
          confirmed_at: 'timestamptz?',
        },
        key: ['id'],
      },
      coaching_step: {
        columns: {
          id: 'integer serial',
          focus_id: 'integer',
          person_id: 'text',
          coach_id: 'text',
          owner_id: 'text',
          step: 'text',
          due_on: 'date',
          agreed_on: 'date',
          done_at: 'timestamptz?',
        },
        key: ['id'],
      },
      coaching_question: {
        columns: { about: 'text', position: 'integer', question: 'text' },
        key: ['about', 'position'],
      },
    });
    // Whoever looks, and however often: a figure of a period is brought up once.
    await db.schema
      .createIndex('coaching_focus_once')
      .on('coaching_focus')
      .columns(['person_id', 'metric', 'period_type', 'period_start'])
      .unique()
      .execute();
  },
  async down(db: Kysely<unknown>) {
    await dropTables(db, ['coaching_focus', 'coaching_step', 'coaching_question']);
  },
};

/** A prompt of somebody who stands in for a manager, and the day from which on it is somebody else's. */
const handedOn: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('coaching_focus')
      .addColumn('in_place', 'boolean', (column) => column.notNull().defaultTo(false))
      .addColumn('handed_on', 'date')
      .execute();
  },
  async down(db: Kysely<unknown>) {
    await db.schema.alterTable('coaching_focus').dropColumn('in_place').dropColumn('handed_on').execute();
  },
};

export const migrations = { 'feature-coaching-0001': talks, 'feature-coaching-0002': handedOn };

/** The words of a talk belong to two: they are in the copy of each, and go when one of them is erased. */
export const holdings: Holdings = {
  coaching_focus: {
    about: 'what they were to talk about as coach and coached, and what was noted of it',
    onErase: 'delete',
    owners: ['person_id', 'coach_id'],
  },
  coaching_step: {
    about: 'next steps that were agreed on in a talk',
    onErase: 'delete',
    owners: ['person_id', 'coach_id'],
  },
  coaching_question: undefined,
};
