import { expect, test } from 'vitest';
import type { Store } from '#store/store.ts';
import { bench, type Bench } from './org.ts';
import { deal, REP, smallOrg } from './small-org.ts';

/** Three open deals that close on 15 December, read once. */
async function synced(): Promise<Bench> {
  const made = await bench(smallOrg());
  await made.sync();
  made.pass({ hours: 2 });
  return made;
}

async function told(store: Store): Promise<readonly unknown[]> {
  const facts = await store.db.selectFrom('fact').selectAll().orderBy('seq').execute();
  return facts.filter(({ name }) => name === 'pipeline.changed').map(({ payload }) => payload);
}

test('the first load tells nothing: nothing was known before', async () => {
  const { store } = await synced();
  expect(await told(store)).toEqual([]);
});

test.each([
  ['amount', { Amount: 7 }],
  ['owner', { OwnerId: '005000000000001AAA' }],
  ['outcome', { StageName: 'Signed' }],
])('another %s of an open deal is told with its close date', async (_, change) => {
  const { store, org, sync } = await synced();
  org.update('Opportunity', deal(1), change);
  await sync();
  expect(await told(store)).toEqual([{ from: '2026-12-15', to: '2026-12-15', deals: 1 }]);
});

test('another close date is told with the day left and the day come to', async () => {
  const { store, org, sync } = await synced();
  org.update('Opportunity', deal(1), { CloseDate: '2027-02-01' });
  await sync();
  expect(await told(store)).toEqual([{ from: '2026-12-15', to: '2027-02-01', deals: 1 }]);
});

test('deals that change together are one fact', async () => {
  const { store, org, sync } = await synced();
  org.update('Opportunity', deal(1), { Amount: 7 });
  org.delete('Opportunity', deal(2));
  const fields = { Name: 'New', StageName: 'Talking', CloseDate: '2026-11-30', OwnerId: REP, Amount: 10 };
  org.create('Opportunity', fields);
  await sync();
  expect(await told(store)).toContainEqual(expect.objectContaining({ from: '2026-11-30', to: '2026-12-15' }));
});

test('what decides no figure, and deals closed before and after, are not told', async () => {
  const { store, org, sync, pass } = await synced();
  org.update('Opportunity', deal(1), { NextStep: 'Call back' });
  org.update('Opportunity', deal(2), { StageName: 'Signed' });
  await sync();
  expect(await told(store)).toHaveLength(1);
  pass({ minutes: 30 });
  org.update('Opportunity', deal(2), { Amount: 12 });
  await sync();
  expect(await told(store)).toHaveLength(1);
});
