import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Clock } from '#lib/clock.ts';
import { TryLater } from '#lib/errors.ts';
import { isRunning, processSpace, startMark } from '#store/process-identity.ts';
import type { Store } from '#store/store.ts';

const NAME = 'sync.lock';

/** Milliseconds a lock outlives its last sign of life, and how often it gives one. */
const LEASE = 120_000;
const HEARTBEAT = 30_000;

const Lock = z.object({
  holder: z.string(),
  /** Where the holder's process number means that process. */
  space: z.string(),
  pid: z.number(),
  mark: z.string().nullable(),
  /** By the database's clock, in milliseconds. */
  until: z.number(),
});
type Lock = z.infer<typeof Lock>;

/** Locks held by this process. */
const held = new Set<string>();

/** Runs `work` while no other sync of this installation runs, in whatever process; TryLater when one does. */
export async function withSyncLock<T>(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  work: () => Promise<T>,
): Promise<T> {
  const holder = randomUUID();
  held.add(holder);
  try {
    await take(store, { holder, clock });
    const heartbeat = setInterval(() => void extend(store, holder).catch(() => undefined), HEARTBEAT);
    try {
      return await work();
    } finally {
      clearInterval(heartbeat);
      await release(store, holder);
    }
  } finally {
    held.delete(holder);
  }
}

async function take(
  store: Store,
  { holder, clock }: { readonly holder: string; readonly clock: Clock },
): Promise<void> {
  const given = { changed_by: 'sync', changed_at: clock.now().toString() };
  await store.db
    .insertInto('setting')
    .values({ name: NAME, value: '{}', ...given })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await store.transaction(async (tx) => {
    const { rows } = await sql<{ value: unknown; now: number }>`
      select value, extract(epoch from clock_timestamp())::float8 * 1000 as now
      from ${tx.table('setting')} where name = ${NAME} for update`.execute(tx.db);
    const [row] = rows;
    const present = Lock.safeParse(row?.value);
    if (present.success && isHeld(present.data, row?.now ?? 0)) {
      throw new TryLater('Another sync of this organization is under way.', { waitSeconds: 60 });
    }
    const own: Lock = {
      holder,
      space: processSpace(),
      pid: process.pid,
      mark: startMark(process.pid) ?? null,
      until: (row?.now ?? 0) + LEASE,
    };
    const value = JSON.stringify(own);
    await tx.db
      .updateTable('setting')
      .set({ value, ...given })
      .where('name', '=', NAME)
      .execute();
  });
}

/** A holder of this machine can be looked up: a process that was killed holds nothing. */
function isHeld(lock: Lock, now: number): boolean {
  if (lock.space !== processSpace()) return lock.until > now;
  if (lock.pid === process.pid) return held.has(lock.holder);
  return isRunning(lock.pid, lock.mark ?? undefined) && lock.until > now;
}

async function extend(store: Store, holder: string): Promise<void> {
  await sql`
    update ${store.table('setting')}
    set value = jsonb_set(value, '{until}', to_jsonb(extract(epoch from clock_timestamp())::float8 * 1000 + ${LEASE}))
    where name = ${NAME} and value->>'holder' = ${holder}`.execute(store.db);
}

async function release(store: Store, holder: string): Promise<void> {
  await sql`
    delete from ${store.table('setting')} where name = ${NAME} and value->>'holder' = ${holder}`.execute(
    store.db,
  );
}
