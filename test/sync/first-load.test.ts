import { describe, expect, test } from 'vitest';
import { TryLater } from '#lib/errors.ts';
import { inventCompany } from '#sandbox/company/company.ts';
import { syncHealth } from '#sync/sync-health.ts';
import { syncOnce } from '#sync/sync-once.ts';
import { contentsOf, everythingIn, takeChanges } from './contents.ts';
import { bench } from './org.ts';
import { deal, REP, smallOrg } from './small-org.ts';

describe('the first load', () => {
  test('reads a whole company, and a second run changes nothing', async () => {
    const { store, sync, pass } = await bench(inventCompany({ scale: 0.1 }));
    const first = await sync();
    expect(first['Opportunity']?.changed).toBeGreaterThan(100);
    expect(first['Task']?.changed).toBeGreaterThan(1000);
    const before = await everythingIn(store);
    pass({ minutes: 5 });
    const second = await sync();
    for (const [object, { changed, deleted }] of Object.entries(second)) {
      expect([object, changed, deleted]).toEqual([object, 0, 0]);
    }
    expect(await everythingIn(store)).toEqual(before);
  });

  test('marks every deal and person for the ledger, and every day somebody was active', async () => {
    const { store, sync } = await bench(smallOrg({ deals: 2, objects: { Task: CALLS } }));
    await sync();
    const { records, days } = await takeChanges(store);
    expect(records).toContain(`opportunity ${deal(1)}`);
    expect(records).toContain(`opportunity ${deal(2)}`);
    expect(records).toContain(`person ${REP}`);
    expect(days).toEqual([`${REP} 2026-11-02`]);
  });

  test('reads 25,000 deals over many pages, none twice, none lost', async () => {
    const { store, sync, org } = await bench(smallOrg({ deals: 25_000 }));
    const summary = await sync();
    expect(summary['Opportunity']).toEqual({ read: 25_000, changed: 25_000, deleted: 0 });
    expect(org.calls().byObject['Opportunity']?.['queryMore']).toBe(12);
    const { opportunity, deal_state } = await contentsOf(store);
    expect(opportunity).toHaveLength(25_000);
    expect(deal_state).toHaveLength(25_000);
  });

  test('of an org without any row leaves an empty, healthy store', async () => {
    const empty = { User: [], Opportunity: [], Task: [], OpportunityHistory: [], ForecastingQuota: [] };
    const { store, sync } = await bench(smallOrg({ objects: empty }));
    await sync();
    await sync();
    const health = await syncHealth(store);
    expect(health.completeAt).not.toBeNull();
    expect((await contentsOf(store))['opportunity']).toEqual([]);
  });

  test('shows how far it is', async () => {
    const { sync } = await bench(smallOrg({ deals: 450 }), { pageSize: 200 });
    const seen: string[] = [];
    await sync({
      progress: ({ object, step, read, total }) => {
        if (object === 'Opportunity') seen.push(`${step} ${read} of ${total ?? '?'}`);
      },
    });
    expect(seen).toEqual(['load 200 of 450', 'load 400 of 450', 'load 450 of 450', 'history 450 of ?']);
  });
});

describe('a load that is broken off', () => {
  const PAGES = 5;

  test.each(Array.from({ length: PAGES }, (_, page) => page))(
    'after %i pages goes on there, in another process, and ends with the same store',
    async (page) => {
      const { store, sync, org, reconnect, freshStore } = await bench(smallOrg({ deals: PAGES * 200 }), {
        pageSize: 200,
      });
      org.fault({ match: { object: 'Opportunity', row: page * 200 }, effect: { do: 'truncate' } });
      await expect(sync()).rejects.toThrow(TryLater);
      expect((await contentsOf(store))['opportunity']).toHaveLength(page * 200);
      org.resetCalls();
      const summary = await syncOnce(await reconnect());
      expect(summary['Opportunity']?.read).toBe((PAGES - page) * 200);
      expect(await contentsOf(store)).toEqual(await contentsOf(await freshStore()));
    },
  );

  test('says which object failed and why, and reads the others all the same', async () => {
    const { store, sync, org } = await bench(smallOrg());
    org.fault({ match: { object: 'Opportunity', kind: 'queryAll' }, effect: { do: 'limit-exceeded' } });
    await expect(sync()).rejects.toThrow(/REQUEST_LIMIT_EXCEEDED/);
    const { objects, completeAt } = await syncHealth(store);
    const state = Object.fromEntries(objects.map((object) => [object.object, object.state]));
    expect(state).toMatchObject({ Opportunity: 'failing', User: 'ready' });
    expect(completeAt).toBeNull();
    await sync();
    expect((await syncHealth(store)).objects.filter((object) => object.error !== null)).toEqual([]);
  });

  test('goes on behind the last page when Salesforce has thrown the cursor away', async () => {
    const { store, sync, org } = await bench(smallOrg({ deals: 600 }), { pageSize: 200 });
    const lost = { status: 400, errorCode: 'INVALID_QUERY_LOCATOR', message: 'invalid query locator' };
    org.fault({
      match: { kind: 'queryMore', object: 'Opportunity' },
      after: 1,
      effect: { do: 'error', ...lost },
    });
    const summary = await sync();
    expect(summary['Opportunity']?.read).toBe(600);
    expect((await contentsOf(store))['opportunity']).toHaveLength(600);
  });

  test('reads in halves when a query takes Salesforce too long', async () => {
    const { store, sync, org } = await bench(smallOrg({ deals: 600 }), { pageSize: 200 });
    org.fault({
      match: { kind: 'queryAll', object: 'Opportunity' },
      times: 6,
      effect: { do: 'query-timeout' },
    });
    const summary = await sync();
    expect(summary['Opportunity']?.read).toBe(600);
    expect((await contentsOf(store))['opportunity']).toHaveLength(600);
  });
});

const CALLS = [
  {
    Id: '00T000000000001AAA',
    OwnerId: REP,
    Subject: 'Call',
    TaskSubtype: 'Call',
    Status: 'Completed',
    Priority: 'Normal',
    IsClosed: 'true',
    CompletedDateTime: '2026-11-03T02:30:00.000+0000',
    SystemModstamp: '2026-11-03T02:30:00.000+0000',
  },
];
