import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { fixedClock } from '#lib/clock.ts';
import { TryLater } from '#lib/errors.ts';
import { processSpace } from '#store/process-identity.ts';
import type { Store } from '#store/store.ts';
import { withSyncLock } from '#sync/sync-lock.ts';
import { testStore } from '../support/database.ts';

const clock = fixedClock(Temporal.Instant.from('2026-11-18T14:00:00Z'));

/** A lock as another holder left it. */
async function leave(store: Store, given: object): Promise<void> {
  const { rows } = await sql<{ now: number }>`
    select extract(epoch from clock_timestamp())::float8 * 1000 as now`.execute(store.db);
  const now = rows[0]?.now ?? 0;
  const lock = { holder: 'another', space: 'elsewhere', pid: 1, mark: null, until: now + 60_000, ...given };
  await store.db
    .insertInto('setting')
    .values({
      name: 'sync.lock',
      value: JSON.stringify(lock),
      changed_by: 'sync',
      changed_at: clock.now().toString(),
    })
    .execute();
}

describe('two syncs of one organization', () => {
  test('never run at the same time', async () => {
    const store = await testStore();
    await withSyncLock({ store, clock }, async () => {
      await expect(withSyncLock({ store, clock }, async () => 'second')).rejects.toThrow(TryLater);
    });
    await expect(withSyncLock({ store, clock }, async () => 'afterwards')).resolves.toBe('afterwards');
  });

  test('do not run together on two machines either', async () => {
    const store = await testStore();
    await leave(store, {});
    await expect(withSyncLock({ store, clock }, async () => 'here')).rejects.toThrow(/under way/);
  });

  test('are not held up by a machine that fell silent', async () => {
    const store = await testStore();
    await leave(store, { until: 0 });
    await expect(withSyncLock({ store, clock }, async () => 'here')).resolves.toBe('here');
  });

  test('are not held up by a process of this machine that was killed', async () => {
    const store = await testStore();
    await leave(store, { space: processSpace(), pid: 2 ** 30 });
    await expect(withSyncLock({ store, clock }, async () => 'here')).resolves.toBe('here');
  });

  test('give the lock back when they fail', async () => {
    const store = await testStore();
    const fail = withSyncLock({ store, clock }, () => Promise.reject(new Error('broke')));
    await expect(fail).rejects.toThrow('broke');
    await expect(withSyncLock({ store, clock }, async () => 'next')).resolves.toBe('next');
  });
});
