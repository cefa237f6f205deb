import { describe, expect, test } from 'vitest';
import { TryLater } from '#lib/errors.ts';
import { contentsOf, everythingIn, statesOf, takeChanges } from './contents.ts';
import { bench, type Bench } from './org.ts';
import { deal, MANAGER, REP, smallOrg } from './small-org.ts';

/** An org that has been read once, with nothing left for the ledger. */
async function synced(...given: Parameters<typeof smallOrg>): Promise<Bench> {
  const made = await bench(smallOrg(...given));
  await made.sync();
  await takeChanges(made.store);
  made.pass({ hours: 2 });
  return made;
}

async function expectSameAsFresh({ store, freshStore }: Bench): Promise<void> {
  expect(await contentsOf(store)).toEqual(await contentsOf(await freshStore()));
}

describe('a change of a deal', () => {
  test('is read, appended to what the deal looked like, and marked for the ledger once', async () => {
    const made = await synced();
    const { store, sync, org, clock } = made;
    org.update('Opportunity', deal(2), { StageName: 'Signed', Amount: 500.25 });
    await sync();
    expect(await takeChanges(store)).toEqual({ records: [`opportunity ${deal(2)}`], days: [] });
    const states = await statesOf(store, deal(2));
    expect(states.map(({ stage, origin }) => [stage, origin])).toEqual([
      ['Talking', 'history'],
      ['Signed', 'observed'],
    ]);
    expect(states[1]).toMatchObject({ amount: 50_025n, is_closed: true, is_won: true });
    expect(Temporal.Instant.from(states[1]?.known_at ?? '').equals(clock.now())).toBe(true);
    await expectSameAsFresh(made);
  });

  test('of something that decides no figure makes no new state', async () => {
    const { store, sync, org } = await synced();
    org.update('Opportunity', deal(1), { NextStep: 'Call back' });
    await sync();
    expect((await takeChanges(store)).records).toEqual([`opportunity ${deal(1)}`]);
    expect(await statesOf(store, deal(1))).toHaveLength(1);
  });

  test('is told once, however often the overlap shows it again', async () => {
    const { store, sync, org, pass } = await synced();
    org.update('Opportunity', deal(1), { Amount: 7 });
    await sync();
    const before = await everythingIn(store);
    pass({ minutes: 5 });
    const again = await sync();
    expect(again['Opportunity']).toEqual({ read: 1, changed: 0, deleted: 0 });
    expect(await everythingIn(store)).toEqual(before);
  });

  test('that creates one is met for the first time as it is', async () => {
    const made = await synced();
    const { store, sync, org } = made;
    const fields = { Name: 'New', StageName: 'Talking', CloseDate: '2026-12-31', OwnerId: REP, Amount: 10 };
    const born = org.create('Opportunity', fields);
    await sync();
    expect((await statesOf(store, born)).map(({ origin, amount }) => [origin, amount])).toEqual([
      ['observed', 1000n],
    ]);
    await expectSameAsFresh(made);
  });

  test('that was written before the last sync but committed after it is not lost', async () => {
    const made = await synced();
    const { store, sync, org, pass } = made;
    const transaction = org.begin();
    transaction.update('Opportunity', deal(1), { Amount: 999 });
    pass({ minutes: 40 });
    await sync();
    pass({ minutes: 30 });
    await sync();
    expect((await takeChanges(store)).records).toEqual([]);
    transaction.commit();
    pass({ minutes: 1 });
    await sync();
    expect((await takeChanges(store)).records).toEqual([`opportunity ${deal(1)}`]);
    await expectSameAsFresh(made);
  });

  test('of its line items marks the deal', async () => {
    const item = { Id: '00k000000000001AAA', OpportunityId: deal(3), Quantity: '1', UnitPrice: '5' };
    const { store, sync, org } = await synced({ objects: { OpportunityLineItem: [item] } });
    org.update('OpportunityLineItem', item.Id, { Quantity: 2 });
    await sync();
    expect((await takeChanges(store)).records).toContain(`opportunity ${deal(3)}`);
  });
});

describe('a deleted deal', () => {
  test('is marked, keeps its past, and comes back when it is undeleted', async () => {
    const made = await synced();
    const { store, sync, org, pass } = made;
    org.delete('Opportunity', deal(1));
    expect((await sync())['Opportunity']).toMatchObject({ changed: 1 });
    expect((await takeChanges(store)).records).toEqual([`opportunity ${deal(1)}`]);
    expect((await statesOf(store, deal(1))).map(({ is_deleted }) => is_deleted)).toEqual([false, true]);
    await expectSameAsFresh(made);
    pass({ minutes: 3 });
    org.undelete('Opportunity', deal(1));
    await sync();
    await sync();
    expect((await statesOf(store, deal(1))).map(({ is_deleted }) => is_deleted)).toEqual([
      false,
      true,
      false,
    ]);
    await expectSameAsFresh(made);
  });

  test('that was deleted and brought back between two syncs was never gone', async () => {
    const { store, sync, org, pass } = await synced();
    org.delete('Opportunity', deal(1));
    pass({ minutes: 1 });
    org.undelete('Opportunity', deal(1));
    pass({ minutes: 1 });
    await sync();
    expect((await statesOf(store, deal(1))).map(({ is_deleted }) => is_deleted)).toEqual([false]);
  });

  test('that has left the recycle bin too is known from the log of deletes', async () => {
    const made = await synced();
    const { sync, org, pass } = made;
    org.delete('Opportunity', deal(1));
    org.purge('Opportunity', deal(1));
    pass({ minutes: 2 });
    expect((await sync())['Opportunity']).toMatchObject({ deleted: 1 });
    await expectSameAsFresh(made);
  });

  test('is found by comparing all ids when nobody synced for longer than the log reaches', async () => {
    const made = await synced({ deals: 30 });
    const { store, sync, org, pass } = made;
    org.delete('Opportunity', deal(7));
    org.purge('Opportunity', deal(7));
    pass({ hours: 24 * 40 });
    expect((await sync())['Opportunity']).toMatchObject({ deleted: 1 });
    expect((await takeChanges(store)).records).toEqual([`opportunity ${deal(7)}`]);
    await expectSameAsFresh(made);
  });

  test('is found by comparing all ids when the log holds too many', async () => {
    const made = await bench(smallOrg(), { replicationIdLimit: 1 });
    await made.sync();
    made.pass({ hours: 1 });
    for (const n of [1, 2]) {
      made.org.delete('Opportunity', deal(n));
      made.org.purge('Opportunity', deal(n));
    }
    made.pass({ minutes: 2 });
    expect((await made.sync())['Opportunity']).toMatchObject({ deleted: 2 });
  });

  test('that was gone before we first looked is none of ours', async () => {
    const made = await bench(smallOrg());
    made.org.delete('Opportunity', deal(1));
    await made.sync();
    expect((await contentsOf(made.store))['opportunity']).toHaveLength(2);
    expect((await takeChanges(made.store)).records).not.toContain(`opportunity ${deal(1)}`);
  });
});

describe('an activity', () => {
  const fields = {
    OwnerId: REP,
    Subject: 'Call',
    Status: 'Completed',
    Priority: 'Normal',
    TaskSubtype: 'Call',
  };
  const done = (at: string) => ({ ...fields, IsClosed: true, CompletedDateTime: at });

  test('that moves marks the day and person it left and those it came to', async () => {
    const { store, sync, org, pass } = await synced({ objects: { Task: [], Event: [] } });
    const call = org.create('Task', done('2026-11-16T15:00:00.000+0000'));
    await sync();
    expect((await takeChanges(store)).days).toEqual([`${REP} 2026-11-16`]);
    pass({ hours: 1 });
    org.update('Task', call, { OwnerId: MANAGER, CompletedDateTime: '2026-11-17T15:00:00.000+0000' });
    await sync();
    expect((await takeChanges(store)).days).toEqual([`${MANAGER} 2026-11-17`, `${REP} 2026-11-16`]);
    pass({ hours: 1 });
    org.delete('Task', call);
    await sync();
    expect((await takeChanges(store)).days).toEqual([`${MANAGER} 2026-11-17`]);
  });

  test('that counts nowhere marks nothing', async () => {
    const { store, sync, org } = await synced({ objects: { Task: [] } });
    org.create('Task', { ...fields, Status: 'Open', IsClosed: false });
    org.create('Task', { ...done('2026-11-16T15:00:00.000+0000'), TaskSubtype: 'Task' });
    await sync();
    expect((await takeChanges(store)).days).toEqual([]);
  });

  test('in the archive is read as well', async () => {
    const { store, sync, org } = await synced({ objects: { Task: [] } });
    org.create('Task', { ...done('2026-11-16T15:00:00.000+0000'), IsArchived: true });
    await sync();
    expect((await contentsOf(store))['activity']).toHaveLength(1);
  });
});

describe('a sync that is broken off while it reads changes', () => {
  test('keeps its watermark and reads them all the next time', async () => {
    const made = await synced({ deals: 500 });
    const { store, sync, org } = made;
    for (let n = 1; n <= 500; n++) org.update('Opportunity', deal(n), { Amount: n });
    const watermark = async () =>
      store.db
        .selectFrom('sync_object')
        .select('watermark')
        .where('object', '=', 'Opportunity')
        .executeTakeFirst();
    const before = await watermark();
    org.fault({
      match: { object: 'Opportunity', kind: 'deleted' },
      times: 2,
      effect: { do: 'server-error' },
    });
    await expect(sync()).rejects.toThrow(TryLater);
    expect(await watermark()).toEqual(before);
    expect((await sync())['Opportunity']).toEqual({ read: 500, changed: 0, deleted: 0 });
    await expectSameAsFresh(made);
  });
});
