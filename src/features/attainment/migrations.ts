import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Holdings } from '#store/identity-holdings.ts';
import { createTables, dropTables } from '#store/migrations/table.ts';

/** When each person last looked at which figure, and what it said: one row a figure. */
const looks: Migration = {
  async up(db: Kysely<unknown>) {
    await createTables(db, {
      attainment_look: {
        columns: {
          person_id: 'text',
          metric: 'text',
          subject_kind: 'text',
          subject_id: 'text',
          period_type: 'text',
          period_start: 'date',
          looked_at: 'timestamptz',
          counts: 'bigint?',
          against: 'bigint?',
          before_at: 'timestamptz?',
          before_counts: 'bigint?',
          before_against: 'bigint?',
        },
        key: ['person_id', 'metric', 'subject_kind', 'subject_id', 'period_type', 'period_start'],
      },
    });
  },
  async down(db: Kysely<unknown>) {
    await dropTables(db, ['attainment_look']);
  },
};

/** The currency each person wants amounts shown in. */
const currencies: Migration = {
  async up(db: Kysely<unknown>) {
    await createTables(db, {
      reader_currency: {
        columns: { person_id: 'text', currency: 'text', chosen_at: 'timestamptz' },
        key: ['person_id'],
      },
    });
  },
  async down(db: Kysely<unknown>) {
    await dropTables(db, ['reader_currency']);
  },
};

export const migrations = { 'feature-attainment-0001': looks, 'feature-attainment-0002': currencies };

export const holdings: Holdings = {
  attainment_look: {
    about: 'which figure they last looked at, and what it said',
    onErase: 'delete',
    owners: ['person_id'],
  },
  reader_currency: {
    about: 'the currency they want amounts shown in',
    onErase: 'delete',
    owners: ['person_id'],
  },
};
