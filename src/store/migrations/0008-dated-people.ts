import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { createIndexes, createTables, dropTables } from './table.ts';
import type { TableForm } from './table.ts';

/** Facts about people with dates, corrections of them, and when people work. */
const TABLES: Readonly<Record<string, TableForm>> = {
  person_fact: {
    columns: { person_id: 'text', kind: 'text', value: 'text', valid_from: 'date', valid_to: 'date?' },
    key: ['person_id', 'kind', 'valid_from'],
  },
  fact_correction: {
    columns: {
      id: 'bigint serial',
      person_id: 'text',
      kind: 'text',
      value: 'text',
      from_on: 'date',
      to_on: 'date?',
      reason: 'text',
      made_by: 'text',
      made_at: 'timestamptz',
      withdrawn_by: 'text?',
      withdrawn_at: 'timestamptz?',
    },
    key: ['id'],
  },
  business_hours: {
    columns: {
      id: 'text',
      name: 'text',
      is_default: 'boolean',
      is_active: 'boolean',
      time_zone: 'text',
      week: 'jsonb',
    },
    key: ['id'],
  },
  holiday: {
    columns: {
      id: 'text',
      name: 'text',
      start_on: 'date',
      from_minute: 'integer?',
      to_minute: 'integer?',
      recurrence: 'jsonb?',
    },
    key: ['id'],
  },
  imported_holiday: {
    columns: {
      location: 'text',
      day: 'date',
      name: 'text',
      imported_by: 'text',
      imported_at: 'timestamptz',
    },
    key: ['location', 'day'],
  },
};

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db, TABLES);
  await createIndexes(db, [
    ['fact_correction', 'person_id', 'kind'],
    ['fact_correction', 'kind', 'value'],
  ]);
  await db.schema.alterTable('person').addColumn('city', 'text').addColumn('country', 'text').execute();
  await db.schema.alterTable('changed_record').addColumn('reason', 'text').execute();
  await learnFromPeople(db);
}

interface KnownPerson {
  id: string;
  is_active: boolean;
  time_zone: string;
}

interface Learnt {
  person_id: string;
  kind: string;
  value: string;
  valid_from: string;
  valid_to: string | null;
}

/** People who were read before: where they are, and whether they are employed, as of the last change seen. */
async function learnFromPeople(db: Kysely<unknown>): Promise<void> {
  const known = db.withTables<{
    person: KnownPerson;
    organization: { time_zone: string };
    person_fact: Learnt;
  }>();
  const columns = ['person_id', 'kind', 'value', 'valid_from', 'valid_to'] as const;
  const day = (stamp: 'created_at' | 'modified_at') =>
    sql<string>`(${sql.ref(`person.${stamp}`)} at time zone organization.time_zone)::date`;
  const employed = known
    .selectFrom('person')
    .innerJoin('organization', (join) => join.onTrue())
    .select([
      'person.id',
      sql.lit('employment').as('kind'),
      sql.lit('employed').as('value'),
      day('created_at').as('valid_from'),
      sql<string | null>`case when not person.is_active then ${day('modified_at')} end`.as('valid_to'),
    ])
    .where((where) =>
      where.or([where('is_active', '=', true), sql<boolean>`${day('created_at')} < ${day('modified_at')}`]),
    );
  const left = known
    .selectFrom('person')
    .innerJoin('organization', (join) => join.onTrue())
    .select([
      'person.id',
      sql.lit('employment').as('kind'),
      sql.lit('left').as('value'),
      day('modified_at').as('valid_from'),
      sql<string | null>`null::date`.as('valid_to'),
    ])
    .where('is_active', '=', false);
  const located = known
    .selectFrom('person')
    .select([
      'person.id',
      sql.lit('location').as('kind'),
      'person.time_zone as value',
      sql<string>`'0001-01-01'::date`.as('valid_from'),
      sql<string | null>`null::date`.as('valid_to'),
    ]);
  for (const facts of [employed, left, located])
    await known.insertInto('person_fact').columns(columns).expression(facts).execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('changed_record').dropColumn('reason').execute();
  await db.schema.alterTable('person').dropColumn('city').dropColumn('country').execute();
  await dropTables(db, Object.keys(TABLES));
}
