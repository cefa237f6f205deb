import { describe, expect, test } from 'vitest';
import { createBeat, type Beat } from '#sync/beat.ts';
import { syncOnce } from '#sync/sync-once.ts';
import { inventCompany } from '#sandbox/company/company.ts';
import { contentsOf } from './contents.ts';
import { bench, type Bench } from './org.ts';
import { deal, id, REP, smallOrg } from './small-org.ts';

interface Beaten extends Bench {
  readonly beat: Beat;
  /** A sync in the background. */
  tick(): Promise<unknown>;
  later(milliseconds: number): void;
}

/** An org that is read in the background, everything read once, on a clock of its own. */
async function beaten(source: Parameters<typeof bench>[0]): Promise<Beaten> {
  const made = await bench(source);
  let now = 0;
  const beat = createBeat(() => now);
  const context = { ...(await made.reconnect({ describeEvery: 900_000 })), beat };
  const tick = () => syncOnce(context);
  await tick();
  made.pass({ minutes: 30 });
  // Once more, as in every fifth minute: the descriptions are known by now.
  beat.hurry();
  await tick();
  return { ...made, beat, tick, later: (milliseconds) => (now += milliseconds) };
}

describe('a reading in the background', () => {
  test('costs one call for each object that changes often, and a call for each of the rest every fifth minute', async () => {
    const { org, tick, later } = await beaten(inventCompany({ scale: 0.05 }));
    org.resetCalls();
    await tick();
    const { total, byKind } = org.calls();
    expect(byKind).toEqual({ queryAll: total });
    expect(total).toBeLessThanOrEqual(8);
    later(299_999);
    await tick();
    expect(org.calls().total).toBe(2 * total);
    later(1);
    await tick();
    expect(org.calls().total).toBeGreaterThan(4 * total);
  });

  test('finds every change and delete of deals, activities and people each time', async () => {
    const made = await beaten(smallOrg({ objects: { Task: [] } }));
    const { store, org, tick, pass, freshStore } = made;
    org.update('Opportunity', deal(1), { Amount: 7 });
    org.delete('Opportunity', deal(2));
    org.update('User', REP, { Title: 'Lead' });
    org.create('Task', { OwnerId: REP, Subject: 'Call', TaskSubtype: 'Call', Status: 'Completed' });
    await tick();
    expect(await contentsOf(store)).toEqual(await contentsOf(await freshStore()));
    pass({ minutes: 1 });
    org.undelete('Opportunity', deal(2));
    await tick();
    expect(await contentsOf(store)).toEqual(await contentsOf(await freshStore()));
  });

  test('finds what was purged, and what changes seldom, with the fifth minute', async () => {
    const { store, org, tick, pass, later, freshStore } = await beaten(smallOrg());
    org.delete('Opportunity', deal(1));
    org.purge('Opportunity', deal(1));
    org.update('OpportunityStage', id('01J', 1), { SortOrder: 9 });
    pass({ minutes: 5 });
    later(300_000);
    await tick();
    expect(await contentsOf(store)).toEqual(await contentsOf(await freshStore()));
  });

  test('reads everything when somebody waits for it', async () => {
    const { org, tick, beat } = await beaten(smallOrg());
    org.resetCalls();
    beat.hurry();
    await tick();
    expect(org.calls().byObject['OpportunityStage']).toBeDefined();
  });

  test('reads everything again after a reading that failed', async () => {
    const { org, tick, beat } = await beaten(smallOrg());
    beat.hurry();
    org.fault({
      match: { object: 'OpportunityStage', kind: 'query' },
      times: 2,
      effect: { do: 'limit-exceeded' },
    });
    await expect(tick()).rejects.toThrow();
    org.clearFaults();
    org.resetCalls();
    await tick();
    expect(org.calls().byObject['OpportunityStage']).toBeDefined();
  });
});

test('somebody who came while everything was being read has it read once more', () => {
  const beat = createBeat(() => 0);
  const facts = { zone: 'UTC', currency: 'USD', calendar: { standardById: new Map(), weekStart: 1 } };
  expect(beat.begin()).toBeUndefined();
  beat.hurry();
  beat.readAll(facts);
  expect(beat.begin()).toBeUndefined();
  beat.readAll(facts);
  expect(beat.begin()).toBe(facts);
});
