import type { Store } from '#store/store.ts';
import type { Gap } from './gaps.ts';
import { readGaps } from './gaps.ts';
import type { ObjectState } from './object-state.ts';

/** How one object stands. */
export interface ObjectHealth {
  readonly object: string;
  readonly state: ObjectState['state'];
  readonly rowsRead: bigint;
  readonly finishedAt: Temporal.Instant | null;
  readonly error: string | null;
}

export interface SyncHealth {
  readonly objects: readonly ObjectHealth[];
  readonly gaps: readonly Gap[];
  /** Calls of the newest day we made any; the org's count covers all users and integrations. */
  readonly apiUse: {
    readonly day: string;
    readonly calls: bigint;
    readonly used: bigint | null;
    readonly limit: bigint | null;
  } | null;
  /** The moment up to which everything that can be read has been read; null until a first sync is through. */
  readonly completeAt: Temporal.Instant | null;
}

/** What doctor tells about reading Salesforce. */
export async function syncHealth(store: Store): Promise<SyncHealth> {
  const states = await store.db.selectFrom('sync_object').selectAll().orderBy('object').execute();
  const use = await store.db
    .selectFrom('api_use')
    .selectAll()
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    objects: states.map(healthOf),
    gaps: await readGaps(store),
    apiUse: use ? { day: use.day, calls: use.calls, used: use.org_used, limit: use.org_limit } : null,
    completeAt: completeAt(states),
  };
}

function healthOf(state: ObjectState): ObjectHealth {
  return {
    object: state.object,
    state: state.state,
    rowsRead: state.rows_read,
    finishedAt: state.finished_at === null ? null : Temporal.Instant.from(state.finished_at),
    error: state.error,
  };
}

/** The oldest end of a complete reading among the objects that are there. */
function completeAt(states: readonly ObjectState[]): Temporal.Instant | null {
  const present = states.filter(({ state }) => state !== 'absent');
  const ends = present.map(({ finished_at }) =>
    finished_at === null ? null : Temporal.Instant.from(finished_at),
  );
  if (ends.length === 0 || ends.includes(null)) return null;
  const known = ends.filter((end) => end !== null);
  return known.sort((a, b) => Temporal.Instant.compare(a, b))[0] ?? null;
}
