import { expect, test } from 'vitest';
import { createApiMeter } from '#sync/api-meter.ts';
import { syncHealth } from '#sync/sync-health.ts';
import { syncOnce } from '#sync/sync-once.ts';
import { testStore } from '../support/database.ts';
import { bench } from './org.ts';
import { smallOrg } from './small-org.ts';

const NOON = Temporal.Instant.from('2026-11-18T12:00:00Z');

test("calls add up over the day, with the org's newest count beside them", async () => {
  const store = await testStore();
  const meter = createApiMeter();
  meter.counted({ used: 10, limit: 1000 });
  meter.counted(undefined);
  await meter.flush(store, NOON);
  await meter.flush(store, NOON);
  meter.counted({ used: 30, limit: 1000 });
  await meter.flush(store, NOON);
  expect((await syncHealth(store)).apiUse).toEqual({ day: '2026-11-18', calls: 3n, used: 30n, limit: 1000n });
  meter.counted(undefined);
  await meter.flush(store, NOON.add({ hours: 24 }));
  expect((await syncHealth(store)).apiUse).toMatchObject({ day: '2026-11-19', calls: 1n });
});

test('a sync counts every call it made, and stops when the org has used its share of the day', async () => {
  const { store, org, reconnect, clock } = await bench(smallOrg());
  const meter = createApiMeter();
  const context = await reconnect({ meter });
  org.resetCalls();
  await syncOnce(context);
  await meter.flush(store, clock.now());
  expect((await syncHealth(store)).apiUse?.calls).toBe(BigInt(org.calls().total));
  org.setDailyLimit(1000, 600);
  await expect(syncOnce(context)).rejects.toThrow(/of its 1000 API calls .* 50%/);
  org.setDailyLimit(100_000, 600);
  await expect(syncOnce(context)).resolves.toBeDefined();
});

test('readings of a small org are spread over its day once a part of it is used', async () => {
  const store = await testStore();
  const meter = createApiMeter();
  expect(meter.restSeconds(0.5)).toBe(0);
  for (let call = 1; call <= 30; call++) meter.counted({ used: 100, limit: 15_000 });
  await meter.flush(store, NOON);
  expect(meter.restSeconds(0.5)).toBe(0);
  meter.counted({ used: 3000, limit: 15_000 });
  // 30 calls of 7,500 a day: 250 readings.
  expect(meter.restSeconds(0.5)).toBe(346);
});
