import { sql } from 'kysely';
import type { SetupStep } from '#feature.ts';
import { ACTIONS } from './ids.ts';

/** Quotas come from Salesforce, from a file or by hand; without any, nothing can be attained. */
export const quotasStep: SetupStep = {
  id: 'quotas',
  order: 40,
  title: 'Import quotas',
  button: { action: ACTIONS.import, label: 'Import quotas' },
  async state({ store }) {
    const row = await store.db
      .selectFrom('quota')
      .select(sql<bigint>`count(distinct person_id)`.as('people'))
      .executeTakeFirstOrThrow();
    const some = row.people === 1n ? '1 person has one' : `${row.people} people have one`;
    return { isDone: row.people > 0n, words: row.people === 0n ? 'nobody has a quota yet' : some };
  },
};
