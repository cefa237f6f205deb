import { describe, expect, test } from 'vitest';
import { rememberErased } from '#store/identity-erased.ts';
import { scrubTable } from '#store/identity-scrub.ts';
import { searchedTables } from '#store/identity-search.ts';
import { findTraces } from '#store/identity-traces.ts';
import type { Store } from '#store/store.ts';
import { bench } from './org.ts';
import { deal, MANAGER, REP, smallOrg } from './small-org.ts';

async function erase(store: Store, personId: string, now: Temporal.Instant): Promise<string> {
  const traces = await findTraces(store, personId);
  return store.transaction(async (tx) => {
    const pseudonym = await rememberErased(tx, personId, now);
    for (const table of await searchedTables(tx)) await scrubTable(tx, table, { traces, pseudonym });
    return pseudonym;
  });
}

describe('somebody who was erased', () => {
  test('is not brought back by what changes in Salesforce, while their deals still count', async () => {
    const made = await bench(smallOrg());
    await made.sync();
    const pseudonym = await erase(made.store, REP, made.clock.now());
    made.pass({ minutes: 5 });
    made.org.update('User', REP, { IsActive: 'false' });
    made.org.update('Opportunity', deal(1), { Amount: '4711.00' });
    made.org.update('Opportunity', deal(2), { OwnerId: MANAGER });
    await made.sync();
    const people = await made.store.db
      .selectFrom('person')
      .select(['id', 'name', 'email', 'is_active', 'manager_id'])
      .where('id', '<>', MANAGER)
      .execute();
    expect(people).toEqual([
      {
        id: pseudonym,
        name: 'Former colleague',
        email: `${pseudonym}@erased.invalid`,
        is_active: false,
        manager_id: MANAGER,
      },
    ]);
    const deals = await made.store.db
      .selectFrom('opportunity')
      .select(['id', 'owner_id', 'amount'])
      .orderBy('id')
      .execute();
    expect(deals.map(({ owner_id }) => owner_id)).toEqual([pseudonym, MANAGER, pseudonym]);
    expect(deals[0]?.amount).toBe(471_100n);
  });

  test('is known by a keyed hash alone: their id is nowhere', async () => {
    const made = await bench(smallOrg());
    await made.sync();
    const pseudonym = await erase(made.store, REP, made.clock.now());
    const kept = await made.store.db.selectFrom('erased_person').selectAll().execute();
    expect(kept).toMatchObject([{ pseudonym, token: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(JSON.stringify(kept)).not.toContain(REP.slice(0, 15));
  });
});
