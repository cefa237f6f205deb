import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Holdings } from '#store/identity-holdings.ts';
import { createIndexes, createTables, dropTables, type TableForm } from '#store/migrations/table.ts';

const PLAN_FORM: TableForm = {
  columns: {
    id: 'integer serial',
    metric: 'text',
    start_on: 'date',
    end_on: 'date',
    amount: 'bigint',
    currency: 'text',
    curve: 'text',
    made_by: 'text',
    made_at: 'timestamptz',
    reason: 'text?',
  },
  key: ['id'],
};

/** Who changed quotas together, what waits for approval, who accepted what, and what the company plans. */
const changes: Migration = {
  async up(db: Kysely<unknown>) {
    await createTables(db, {
      quota_batch: {
        columns: {
          id: 'integer serial',
          kind: 'text',
          made_by: 'text',
          made_at: 'timestamptz',
          approved_by: 'text',
          reason: 'text?',
          quotas: 'integer',
          rolls_back: 'integer?',
        },
        key: ['id'],
      },
      quota_proposal: {
        columns: {
          id: 'integer serial',
          made_by: 'text',
          made_by_person: 'text?',
          made_at: 'timestamptz',
          reason: 'text?',
          wishes: 'jsonb',
          decision: 'text?',
          decided_by: 'text?',
          decided_at: 'timestamptz?',
          batch_id: 'integer?',
        },
        key: ['id'],
      },
      quota_acceptance: {
        columns: {
          person_id: 'text',
          metric: 'text',
          start_on: 'date',
          end_on: 'date',
          is_salesforce: 'boolean',
          version: 'integer',
          accepted_by: 'text',
          accepted_at: 'timestamptz',
        },
        key: ['person_id', 'metric', 'start_on', 'end_on', 'is_salesforce', 'version'],
      },
      quota_plan: PLAN_FORM,
    });
    await createIndexes(db, [['quota_plan', 'metric', 'start_on']]);
  },
  async down(db: Kysely<unknown>) {
    await dropTables(db, ['quota_batch', 'quota_proposal', 'quota_acceptance', 'quota_plan']);
  },
};

const PLAN = [
  'metric',
  'start_on',
  'end_on',
  'amount',
  'currency',
  'curve',
  'made_by',
  'made_at',
  'reason',
] as const;

/** Company plans are the core's: pace is measured by them. */
const plans: Migration = {
  up: async (db: Kysely<unknown>) => {
    await movePlans(db, { from: 'quota_plan', to: 'company_plan' });
    await dropTables(db, ['quota_plan']);
  },
  async down(db: Kysely<unknown>) {
    await createTables(db, { quota_plan: PLAN_FORM });
    await createIndexes(db, [['quota_plan', 'metric', 'start_on']]);
    await movePlans(db, { from: 'company_plan', to: 'quota_plan' });
  },
};

/** A second person approves imports and taking back as well. */
const mass: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('quota_proposal')
      .addColumn('kind', 'text', (column) => column.notNull().defaultTo('set'))
      .addColumn('takes_back', 'integer')
      .addColumn('people', 'integer', (column) => column.notNull().defaultTo(1))
      .execute();
  },
  async down(db: Kysely<unknown>) {
    await db.schema
      .alterTable('quota_proposal')
      .dropColumn('kind')
      .dropColumn('takes_back')
      .dropColumn('people')
      .execute();
  },
};

async function movePlans(
  db: Kysely<unknown>,
  { from, to }: { readonly from: PlanTable; readonly to: PlanTable },
): Promise<void> {
  const tables = db.withTables<Record<PlanTable, Record<(typeof PLAN)[number] | 'id', unknown>>>();
  await tables
    .insertInto(to)
    .columns([...PLAN])
    .expression(
      tables
        .selectFrom(from)
        .select([...PLAN])
        .orderBy('id'),
    )
    .execute();
  await tables.deleteFrom(from).execute();
}

type PlanTable = 'quota_plan' | 'company_plan';

export const migrations = {
  'feature-quotas-0001': changes,
  'feature-quotas-0002': plans,
  'feature-quotas-0003': mass,
};

export const holdings: Holdings = {
  quota_batch: { about: 'changes of quotas that they made or approved', onErase: 'pseudonym' },
  quota_proposal: {
    about: 'quotas that they proposed or that were proposed for them',
    onErase: 'pseudonym',
    owners: ['made_by', 'made_by_person'],
    blank: { reason: null },
  },
  quota_acceptance: { about: 'quotas that they accepted', onErase: 'pseudonym' },
};
