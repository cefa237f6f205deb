import { expect, test } from 'vitest';
import type { Store } from '#store/store.ts';
import { clearMapping, readMappings, saveMapping } from '#sync/field-mapping.ts';
import { readGaps } from '#sync/gaps.ts';
import { bench } from './org.ts';
import { deal, dealRow, id, smallOrg } from './small-org.ts';

const items = ['12.50', '', 'n/a'].map((LineCost__c, n) => ({
  Id: id('00k', n + 1),
  OpportunityId: deal(1),
  Quantity: '1',
  UnitPrice: '20',
  LineCost__c,
  Score__c: '8',
  SystemModstamp: '2026-09-01T09:00:00.000+0000',
}));
const numbers = items.map((it) => ({ ...it, LineCost__c: it.LineCost__c === 'n/a' ? '3' : it.LineCost__c }));

const lineCost = { name: 'line_cost', object: 'OpportunityLineItem', field: 'LineCost__c' } as const;
const BY = { by: 'test', now: Temporal.Instant.from('2026-11-18T09:00:00Z') };

async function values(store: Store): Promise<readonly (string | null)[]> {
  const rows = await store.db
    .selectFrom('mapped_value')
    .select('value')
    .where('name', '=', 'line_cost')
    .orderBy('record_id')
    .execute();
  return rows.map((row) => row.value);
}

test('a mapped field is read for every line, also those that were read before it was mapped', async () => {
  const { store, sync, pass } = await bench(smallOrg({ objects: { OpportunityLineItem: numbers } }));
  await sync();
  expect(await values(store)).toEqual([]);
  await saveMapping(store, lineCost, BY);
  pass({ hours: 1 });
  await sync();
  expect(await values(store)).toEqual(['12.5', null, '3']);
});

test('a value that is no number counts as none', async () => {
  const { store, sync } = await bench(smallOrg({ objects: { OpportunityLineItem: items } }));
  await saveMapping(store, lineCost, BY);
  await sync();
  expect(await values(store)).toEqual([null, null, null]);
});

test('a mapped field that vanishes is a gap that names what suffers', async () => {
  const { store, sync, org, pass } = await bench(smallOrg({ objects: { OpportunityLineItem: numbers } }));
  await saveMapping(store, lineCost, BY);
  await sync();
  pass({ hours: 1 });
  org.hideField('OpportunityLineItem', 'LineCost__c');
  await sync();
  expect((await readGaps(store)).filter(({ field }) => field === 'LineCost__c')).toMatchObject([
    { object: 'OpportunityLineItem', effect: 'Margin and profit cannot be computed.' },
  ]);
});

test('a mapping that is cleared takes its values along, and leaves other deals as they were', async () => {
  const Opportunity = [dealRow(1)];
  const { store, sync } = await bench(smallOrg({ objects: { Opportunity, OpportunityLineItem: numbers } }));
  await saveMapping(store, lineCost, BY);
  await sync();
  expect(await readMappings(store)).toEqual([lineCost]);
  expect(await clearMapping(store, 'line_cost')).toBe(true);
  expect(await clearMapping(store, 'line_cost')).toBe(false);
  expect(await values(store)).toEqual([]);
  expect(await readMappings(store)).toEqual([]);
});
