import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { freshness } from '#features/freshness/index.ts';
import { fixedClock, type MovableClock } from '#lib/clock.ts';
import { must } from '#lib/errors.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { Database } from '#store/database.ts';
import { setInstaller } from '#store/identity.ts';
import type { Store } from '#store/store.ts';
import { incidentsSince } from '#sync/incidents.ts';
import { mayAnnounce } from '#sync/read-freshness.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { aCall, OPS } from '../a-call.ts';
import { servicesOf } from '../services.ts';
import { smallCompany } from '../small-company.ts';

const NOW = Temporal.Instant.from('2026-11-18T09:00:00Z');

let database: Database;
let shared: Store;
beforeAll(async () => {
  database = await openTestDatabase({ migrations: {} });
  shared = await database.installation(freshInstallationId());
});
afterAll(() => database.close());

let services: Services;
let clock: MovableClock;
beforeEach(async () => {
  clock = fixedClock(NOW);
  services = { ...servicesOf(await smallCompany(shared)), clock };
});

const named = () => setInstaller(services.store, { slackUserId: 'U1', changedBy: 'test', now: NOW });
const watch = () => must(freshness.schedules?.[0], 'the schedule').run(services, clock.now());
const posts = () => services.store.db.selectFrom('post').selectAll().orderBy('id').execute();

async function haveDeals(rows: bigint, object = 'Opportunity'): Promise<void> {
  const at = NOW.toString();
  const row = { rows, counted_at: at, trusted: 1_000n, trusted_at: at };
  await services.store.db
    .insertInto('row_count')
    .values({ object, ...row })
    .onConflict((conflict) => conflict.column('object').doUpdateSet({ rows }))
    .execute();
}

async function said(index: number): Promise<string> {
  const post = must((await posts())[index], 'a post');
  const kind = must(
    freshness.posts?.find((one) => one.kind === post.kind),
    'its kind',
  );
  return guard(must(await kind.render(services, post), 'a message')).text;
}

describe('capability 10: the owner’s messages', () => {
  it('are one as an incident begins and one when it is over, however often anybody looks', async () => {
    await named();
    await haveDeals(400n);
    await Promise.all([watch(), watch()]);
    await watch();
    expect(await posts()).toMatchObject([{ audience: 'U1', kind: 'freshness.begun' }]);
    expect(await said(0)).toContain('Opportunity fell from 1,000 to 400 records');
    expect(await mayAnnounce(services.store, NOW)).toBe(false);
    clock.moveTo(NOW.add({ hours: 1 }));
    await haveDeals(990n);
    await watch();
    await watch();
    expect((await posts()).map(({ kind }) => kind)).toEqual(['freshness.begun', 'freshness.over']);
    expect(await said(1)).toContain('The data is fresh again');
    expect(await mayAnnounce(services.store, clock.now())).toBe(true);
  });

  it('all say up to when Salesforce was read', async () => {
    await named();
    await haveDeals(400n);
    await watch();
    await haveDeals(990n);
    await watch();
    for (const index of [0, 1])
      expect(await said(index)).toMatch(/Salesforce (data as of|has not been read)/);
  });

  it('reach an installer who is named only later, while it lasts', async () => {
    await haveDeals(400n);
    await watch();
    expect(await posts()).toEqual([]);
    await named();
    await watch();
    expect(await posts()).toHaveLength(1);
  });

  it('are another pair for another incident', async () => {
    await named();
    for (const rows of [400n, 990n, 400n, 990n]) {
      await haveDeals(rows);
      await watch();
    }
    expect(await posts()).toHaveLength(4);
    expect(await incidentsSince(services.store, NOW.subtract({ hours: 1 }))).toHaveLength(2);
  });

  it('change in place when something else goes wrong meanwhile', async () => {
    await named();
    await haveDeals(400n);
    await watch();
    await services.store.db.updateTable('post').set({ state: 'posted', ts: '1', stale: false }).execute();
    await haveDeals(100n, 'User');
    await watch();
    expect(await posts()).toMatchObject([{ stale: true }]);
    expect(await said(0)).toContain('User fell from 1,000 to 100 records');
  });

  it('offer to take the data as it is; whoever does ends the incident and lets boards out', async () => {
    await named();
    await haveDeals(400n);
    await watch();
    const trust = must(freshness.actions?.[0], 'the button');
    expect(trust.permission).toBe('installer');
    const call = aCall({ services, actor: { ...OPS, slackUserId: 'U1' }, now: NOW });
    await trust.run({ ...call, value: '1', channelId: 'D1', messageTs: '1' });
    expect(await mayAnnounce(services.store, NOW)).toBe(true);
    expect((await posts()).at(-1)?.kind).toBe('freshness.over');
  });

  it('tell whoever looks how many objects are read, in words where there is none', async () => {
    const look = must(freshness.actions?.[1], 'the look');
    const call = () => aCall({ services, actor: OPS, now: NOW });
    const text = async () => must(await look.run(call()), 'an answer').text;
    const { db } = services.store;
    await db.deleteFrom('sync_object').execute();
    expect(await text()).toContain('No object has been read yet. `attain doctor`');
  });

  it('leave a fact when it is over, so that what was posted on old data is looked at again', async () => {
    await haveDeals(400n);
    await watch();
    await haveDeals(990n);
    await watch();
    const facts = await services.store.db.selectFrom('fact').select(['name', 'payload']).execute();
    expect(facts).toMatchObject([{ name: 'data.restored', payload: { until: NOW.toString() } }]);
  });
});
