import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Operations, Services } from '#feature.ts';
import type { Facts } from '#features/health/facts.ts';
import { health } from '#features/health/index.ts';
import { findingsOf } from '#features/health/policy.ts';
import { must, Refusal } from '#lib/errors.ts';
import { excessOf } from '#slack/blocks/excess.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { slackModal } from '#slack/modal-view.ts';
import { setInstaller } from '#store/identity.ts';
import type { Store } from '#store/store.ts';
import { aCall, OPS } from '../a-call.ts';
import { testStore } from '../../support/database.ts';
import { emptyStore } from '../../support/empty-store.ts';
import { servicesOf } from '../services.ts';

const now = Temporal.Instant.from('2026-11-18T09:00:00Z');
const WELL: Facts = {
  sync: {
    objects: [],
    gaps: [],
    apiUse: { day: '2026-11-18', calls: 412n, used: 9_000n, limit: 100_000n },
    completeAt: now,
  },
  freshness: { kind: 'fresh' },
  incident: undefined,
  apiShare: 0.5,
  jobs: { waiting: 1, active: 0, failed: 0 },
  failures: [],
  posts: { pending: 3, settling: 0, parked: 0 },
  held: 2,
  doubles: 0,
};
const finding = (name: string, changes: Partial<Facts>) =>
  findingsOf({ ...WELL, ...changes }).find((one) => one.name === name);
const used = (calls: bigint) => ({
  ...WELL.sync,
  apiUse: { day: '2026-11-18', calls: 1n, used: calls, limit: 100n },
});

describe('the health of the product', () => {
  it('is one line for each thing, without advice while all is well', () => {
    expect(findingsOf(WELL).map(({ isWell, next }) => [isWell, next])).toEqual(
      Array.from({ length: 4 }, () => [true, undefined]),
    );
    expect(finding('API calls', {})?.says).toBe(
      '412 by Attain on Nov 18, 2026; the org has used 9,000 of 100,000 (9%), Attain reads up to 50%.',
    );
    const few = { day: '2026-11-18', calls: 3n, used: 312n, limit: 100_000n };
    expect(finding('API calls', { sync: { ...WELL.sync, apiUse: few } })?.says).toContain(
      'the org has used 312 of 100,000 (less than 1%)',
    );
    const nearly = { ...few, used: 99_700n };
    expect(finding('API calls', { sync: { ...WELL.sync, apiUse: nearly } })?.says).toContain(
      '(more than 99%)',
    );
    expect(finding('Messages', {})?.says).toBe(
      "1 on their way, 2 held for people's quiet hours and digests, 0 waiting for a decision.",
    );
  });

  it('has exactly one next step where something is wrong', () => {
    const late = { kind: 'late', cause: 'The last reading is 3 hours old.', remedy: 'Start it.' } as const;
    const failed = {
      jobs: { waiting: 0, active: 0, failed: 2 },
      failures: [{ name: 'salesforce.pull', reason: 'x', failedAt: now }],
    };
    const wrong = [
      finding('Salesforce', { freshness: late }),
      finding('Salesforce', { sync: { ...WELL.sync, completeAt: null } }),
      finding('API calls', { sync: used(40n) }),
      finding('API calls', { sync: used(50n) }),
      finding('Jobs', failed),
      finding('Messages', { posts: { ...WELL.posts, parked: 1 } }),
      finding('Messages', { doubles: 1 }),
    ];
    expect(wrong.filter((one) => one?.isWell !== false || !one.next)).toEqual([]);
    expect(finding('API calls', { sync: used(39n) })?.isWell).toBe(true);
    expect(wrong[2]?.says).toContain('Reading goes slowly.');
    expect(wrong[4]?.says).toContain('The latest that failed was salesforce.pull.');
    expect(wrong[3]?.says).toContain('Reading rests until less is used.');
  });

  it('counts one as one', () => {
    const object = {
      object: 'Opportunity',
      state: 'ready',
      rowsRead: 1n,
      finishedAt: now,
      error: null,
    } as const;
    const read = (count: number) =>
      finding('Salesforce', { sync: { ...WELL.sync, objects: Array.from({ length: count }, () => object) } });
    expect(read(1)?.says).toBe('1 object is read all the time.');
    expect(read(2)?.says).toBe('2 objects are read all the time.');
    const gap = { object: 'Opportunity', field: 'Amount', effect: 'no bookings' };
    const missing = (count: number) =>
      finding('Salesforce', { sync: { ...WELL.sync, gaps: Array.from({ length: count }, () => gap) } });
    expect(missing(1)?.says).toContain(' 1 object or field that figures can use was not found.');
    expect(missing(3)?.says).toContain(' 3 objects or fields that figures can use were not found.');
    expect(finding('Messages', { doubles: 1 })?.says).toContain('1 message stands twice');
    expect(finding('Messages', { doubles: 2 })?.says).toContain('2 messages stand twice');
  });

  it('leaves out what a process that runs no jobs cannot know', () => {
    const names = findingsOf({ ...WELL, jobs: undefined, apiShare: undefined }).map(({ name }) => name);
    expect(names).toEqual(['Salesforce', 'API calls', 'Messages']);
  });
});

describe('messages of which nobody knows whether they arrived', () => {
  const operations: Operations = {
    apiShare: 0.5,
    jobs: async () => ({ waiting: 0, active: 0, failed: 1 }),
    failedJobs: async () => [{ name: 'salesforce.pull', reason: '<!channel> broke', failedAt: now }],
  };
  let store: Store;
  let services: Services;
  let windows: ModalView[];
  beforeEach(async () => {
    store ??= await testStore();
    await emptyStore(store);
    services = { ...servicesOf(store, { now }), operations };
    windows = [];
    await setInstaller(store, { slackUserId: 'U0OPS', changedBy: 'cli', now });
  });

  async function doubtful(key: string, { state = 'parked', minutes = 16 } = {}): Promise<bigint> {
    await services.outbox.record(store, { key, kind: 'leaderboard', params: {}, audience: 'C1' });
    const row = await sql<{ id: bigint }>`update ${store.table('post')} set state = ${state}, doubtful = true,
      dispatched_at = now() - make_interval(mins => ${minutes}) where key = ${key} returning id`.execute(
      store.db,
    );
    return must(row.rows[0], 'a post').id;
  }
  const look = () => must(health.schedules?.[0], 'the schedule').run(services, now);
  const told = () => store.db.selectFrom('post').selectAll().where('kind', '=', 'health.in_doubt').execute();
  async function message() {
    const [post] = await told();
    return must(health.posts?.[0], 'the post').render(services, {
      params: must(post, 'told').params,
      audience: 'U0OPS',
    });
  }
  const call = () => aCall({ services, actor: OPS, now, timeZone: 'UTC', windows });
  const press = async (id: string) => {
    await health.actions?.find((one) => one.id === id)?.run(call());
    return slackModal(must(windows.at(-1), 'a window'));
  };
  const decide = (values: Record<string, string>) =>
    must(health.modals?.[0], 'the form').submit({ ...call(), values, metadata: '' });

  it('are told to the admin once, together, after 15 minutes and not before', async () => {
    await doubtful('leaderboard/1/2026-11-16', { minutes: 14 });
    await look();
    expect(await told()).toEqual([]);
    await doubtful('leaderboard/2/2026-11-16');
    await doubtful('leaderboard/3/2026-11-16', { state: 'unknown' });
    await look();
    await look();
    expect(await told()).toMatchObject([{ audience: 'U0OPS' }]);
    const said = guard(must(await message(), 'a message'));
    expect(said.text).toMatch(/^2 messages may or may not have arrived/);
    expect(said.text).toContain('leaderboard for <#C1>');
  });

  it('are not spoken of any more once all of them are settled', async () => {
    await doubtful('leaderboard/1/2026-11-16');
    await look();
    await store.db.updateTable('post').set({ state: 'posted' }).where('kind', '=', 'leaderboard').execute();
    expect(await message()).toBeUndefined();
  });

  it('are decided by a person in a window; sent again, they are told anew when they stay in doubt', async () => {
    const id = await doubtful('leaderboard/1/2026-11-16');
    await look();
    const home = await must(health.home, 'Home').render(call());
    expect(excessOf(home, 'home')).toEqual([]);
    expect(JSON.stringify(home)).toContain('Decide about 1 message');
    expect(JSON.stringify(await press('health.decide'))).toContain('<#C1>');
    expect(await decide({ which: String(id) })).toMatchObject({ kind: 'errors' });
    expect(await decide({ which: String(id), verdict: 'settle', link: 'nowhere' })).toMatchObject({
      errors: { link: expect.any(String) },
    });
    await expect(decide({ which: 'x', verdict: 'drop' })).rejects.toThrow(Refusal);
    await expect(decide({ which: '99', verdict: 'drop' })).rejects.toThrow(Refusal);
    expect(await decide({ which: String(id), verdict: 'release' })).toMatchObject({ kind: 'update' });
    const row = await store.db.selectFrom('post').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: 'pending', doubt_told_at: null });
    expect(JSON.stringify(await press('health.decide'))).toContain('No message waits');
    expect(JSON.stringify(await press('health.look'))).not.toContain('<!channel>');
  });
});
