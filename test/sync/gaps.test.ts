import { describe, expect, test } from 'vitest';
import { GiveUp, Refusal } from '#lib/errors.ts';
import { silentLog } from '#lib/log.ts';
import { readGaps } from '#sync/gaps.ts';
import { syncHealth } from '#sync/sync-health.ts';
import { syncOnce } from '#sync/sync-once.ts';
import { contentsOf, statesOf } from './contents.ts';
import { bench } from './org.ts';
import { deal, dealRow, id, smallOrg } from './small-org.ts';

describe('what Salesforce hides or lacks', () => {
  test('a hidden Amount takes the figures made from it, and nothing else', async () => {
    const { store, sync, org, pass } = await bench(smallOrg());
    org.hideField('Opportunity', 'Amount');
    await sync();
    const gaps = await readGaps(store);
    expect(gaps.find(({ object, field }) => object === 'Opportunity' && field === 'Amount')?.effect).toMatch(
      /Bookings/,
    );
    expect((await statesOf(store, deal(1)))[0]).toMatchObject({ stage: 'Talking', amount: null });
    pass({ hours: 1 });
    org.showField('Opportunity', 'Amount');
    await sync();
    expect(
      (await readGaps(store)).filter(({ object }) => object === 'Opportunity').map(({ field }) => field),
    ).toEqual([]);
    expect((await statesOf(store, deal(1))).map(({ amount }) => amount)).toEqual([null, 10_100n]);
  });

  test('a field hidden in the middle of a sync is left out by the next one', async () => {
    const made = await bench(smallOrg());
    await made.sync();
    made.pass({ hours: 1 });
    const context = await made.reconnect({ describeEvery: 600_000 });
    await syncOnce(context);
    made.org.hideField('Opportunity', 'NextStep');
    await expect(syncOnce(context)).rejects.toThrow(/INVALID_FIELD/);
    await expect(syncOnce(context)).resolves.toBeDefined();
  });

  test('an org without quotas, territories, history and activities is read all the same', async () => {
    const { store, sync } = await bench(smallOrg());
    await sync();
    const absent = (await readGaps(store)).filter(({ field }) => field === '').map(({ object }) => object);
    const names = [
      'ForecastingQuota',
      'Territory2',
      'UserTerritory2Association',
      'OpportunityHistory',
      'Task',
      'Event',
    ];
    expect(absent).toEqual(expect.arrayContaining(names));
    const { objects } = await syncHealth(store);
    expect(objects.find(({ object }) => object === 'ForecastingQuota')?.state).toBe('absent');
    expect((await contentsOf(store))['opportunity']).toHaveLength(3);
  });

  test('an object that appears later is loaded then, and its gap is gone', async () => {
    const Task = [{ Id: id('00T', 1), Subject: 'x', Status: 'Open', Priority: 'Normal', IsClosed: 'false' }];
    const { store, sync, org } = await bench(smallOrg({ objects: { Task } }));
    org.removeObject('Task');
    await sync();
    expect((await readGaps(store)).some(({ object }) => object === 'Task')).toBe(true);
    org.restoreObject('Task');
    await sync();
    expect((await contentsOf(store))['activity']).toHaveLength(1);
    expect((await readGaps(store)).some(({ object, field }) => object === 'Task' && field === '')).toBe(
      false,
    );
  });

  test.each(['Opportunity', 'User'])(
    'without %s there is nothing to compute, and a person is told',
    async (object) => {
      const { sync, org } = await bench(smallOrg());
      org.removeObject(object);
      const error = await sync().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(GiveUp);
      expect((error as GiveUp).message).toContain(object);
      expect((error as GiveUp).remedy).toMatch(/permission set/);
    },
  );

  test('a deal without owner or amount is kept; an amount too large to be exact is reported', async () => {
    const odd = { ...dealRow(1), OwnerId: '', Amount: '' };
    const huge = { ...dealRow(2), Amount: '100000000000000' };
    const { store, sync, org, pass } = await bench(smallOrg({ objects: { Opportunity: [odd, huge] } }));
    await sync();
    expect((await statesOf(store, deal(1)))[0]).toMatchObject({ owner_id: null, amount: null });
    const gap = async () => (await readGaps(store)).find(({ field }) => field === `record ${deal(2)}`);
    expect((await gap())?.effect).toMatch(/too large/);
    pass({ hours: 1 });
    org.update('Opportunity', deal(2), { Amount: 5 });
    await sync();
    expect(await gap()).toBeUndefined();
  });
});

describe('the organization', () => {
  test('of another data folder is refused by name', async () => {
    const one = await bench(smallOrg());
    await one.sync();
    const { org, tables } = smallOrg();
    const Organization = { Id: id('00D', 2), Name: 'Other', TimeZoneSidKey: 'UTC' };
    const other = await bench({ tables, org: { ...org, Organization } });
    const error = await syncOnce({ ...(await other.reconnect()), store: one.store }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).message).toContain(id('00D', 1));
    expect((error as Refusal).message).toContain(id('00D', 2));
  });

  test('without a currency anywhere asks for CURRENCY', async () => {
    const { store, salesforce, clock } = await bench(smallOrg());
    const context = { store, salesforce, clock, log: silentLog };
    await expect(syncOnce(context)).rejects.toMatchObject({ remedy: expect.stringContaining('CURRENCY') });
  });

  test('with several currencies uses the corporate one, and each record its own', async () => {
    const CurrencyType = [
      { Id: id('01L', 1), IsoCode: 'USD', IsCorporate: 'false', IsActive: 'true' },
      { Id: id('01L', 2), IsoCode: 'EUR', IsCorporate: 'true', IsActive: 'true' },
    ];
    const Opportunity = [
      { ...dealRow(1), CurrencyIsoCode: 'JPY', Amount: '1500' },
      { ...dealRow(2), CurrencyIsoCode: '', Amount: '1500' },
    ];
    const { store, sync } = await bench(smallOrg({ objects: { CurrencyType, Opportunity } }));
    await sync();
    const rows = await store.db
      .selectFrom('opportunity')
      .select(['amount', 'currency'])
      .orderBy('id')
      .execute();
    expect(rows).toEqual([
      { amount: 1500n, currency: 'JPY' },
      { amount: 150_000n, currency: 'EUR' },
    ]);
  });
});
