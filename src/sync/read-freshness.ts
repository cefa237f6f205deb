import { z } from 'zod';
import { changeSetting } from '#store/change-setting.ts';
import { writeSetting } from '#store/settings.ts';
import type { Store } from '#store/store.ts';
import { defaultLateAfter, type Freshness, freshnessOf, type Signs } from './freshness.ts';
import type { Gap } from './gaps.ts';
import { openIncident } from './incidents.ts';
import { readRowCounts, trustRowCounts } from './row-counts.ts';
import { syncHealth } from './sync-health.ts';

const PACE = 'sync.pace';
/** The name of the setting after how many seconds without a complete reading data is late. */
export const LATE = 'freshness.late';
const ATTEMPT = 'sync.attempt';
const Seconds = z.object({ seconds: z.number().positive() });
const Ended = z.object({ at: z.string() });

interface Change {
  readonly by: string;
  readonly now: Temporal.Instant;
}

/** How the data stands now, and whether a late reading is known to be late: one was tried since and did not get there. */
export async function readFreshness(
  store: Store,
  now: Temporal.Instant,
): Promise<{
  readonly freshness: Freshness;
  readonly dataTime: Temporal.Instant | null;
  readonly isSure: boolean;
}> {
  const [{ objects, completeAt }, counts, vanished, settings] = await Promise.all([
    syncHealth(store),
    readRowCounts(store),
    readVanished(store),
    readSettings(store),
  ]);
  const failing: Signs['failing'] = objects.flatMap(({ object, state, error }) =>
    state === 'failing' ? [{ object, error: error ?? 'no reason is known' }] : [],
  );
  const { lateAfterSeconds, attemptAt } = settings;
  const freshness = freshnessOf({ now, completeAt, lateAfterSeconds, failing, counts, vanished });
  const due = completeAt?.add({ seconds: lateAfterSeconds });
  const tried = due !== undefined && attemptAt !== undefined && Temporal.Instant.compare(attemptAt, due) > 0;
  return { freshness, dataTime: completeAt, isSure: freshness.kind !== 'late' || tried };
}

/** Whether what a whole channel reads may go out: the data is fresh, and what was wrong with it is dealt with. */
export async function mayAnnounce(store: Store, now: Temporal.Instant): Promise<boolean> {
  const [{ freshness }, incident] = await Promise.all([readFreshness(store, now), openIncident(store)]);
  return freshness.kind === 'fresh' && incident === undefined;
}

/** Believes what there is: rows and fields that are gone are gone for good. */
export async function trustData(store: Store, now: Temporal.Instant): Promise<void> {
  await store.transaction(async (tx) => {
    await trustRowCounts(tx, now);
    await tx.db.updateTable('sync_gap').set({ vanished_at: null }).execute();
  });
}

/** Remembers how often Salesforce is read: ten times that is late, unless somebody set a limit. */
export function keepPace(store: Store, seconds: number, now: Temporal.Instant): Promise<void> {
  return writeSetting(store, { name: PACE, value: { seconds }, by: 'start', now });
}

/** Sets after how many seconds without a complete reading data is late. */
export function setLateAfter(store: Store, seconds: number, change: Change): Promise<void> {
  return changeSetting(store, { name: LATE, value: { seconds }, ...change });
}

/** Remembers that a reading was tried and is over, whether or not it came through. */
export function noteAttempt(store: Store, now: Temporal.Instant): Promise<void> {
  return writeSetting(store, { name: ATTEMPT, value: { at: now.toString() }, by: 'sync', now });
}

async function readVanished(store: Store): Promise<readonly Gap[]> {
  return store.db
    .selectFrom('sync_gap')
    .select(['object', 'field', 'effect'])
    .where('vanished_at', 'is not', null)
    .orderBy('object')
    .orderBy('field')
    .execute();
}

async function readSettings(
  store: Store,
): Promise<{ readonly lateAfterSeconds: number; readonly attemptAt: Temporal.Instant | undefined }> {
  const rows = await store.db
    .selectFrom('setting')
    .select(['name', 'value'])
    .where('name', 'in', [PACE, LATE, ATTEMPT])
    .execute();
  const valueOf = (name: string) => rows.find((row) => row.name === name)?.value;
  const own = Seconds.safeParse(valueOf(LATE));
  const pace = Seconds.safeParse(valueOf(PACE));
  const attempt = Ended.safeParse(valueOf(ATTEMPT));
  return {
    lateAfterSeconds: own.success ? own.data.seconds : defaultLateAfter(pace.success ? pace.data.seconds : 0),
    attemptAt: attempt.success ? Temporal.Instant.from(attempt.data.at) : undefined,
  };
}
