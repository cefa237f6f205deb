import { sql } from 'kysely';
import { type ApiUse, type Meter, secondsBetween } from '#salesforce/api-use.ts';
import type { Store } from '#store/store.ts';

/** Counts API calls in memory until they are written to the day's row. */
export interface ApiMeter extends Meter {
  /** Adds what was counted since the last time to the row of the day, in UTC. */
  flush(store: Store, now: Temporal.Instant): Promise<void>;
  /** Seconds from one background reading to the next, if each costs what was counted before the last flush. */
  restSeconds(share: number): number;
}

export function createApiMeter(): ApiMeter {
  let calls = 0;
  let before = 0;
  let last: ApiUse | undefined;
  return {
    counted(use) {
      calls += 1;
      last = use ?? last;
    },
    restSeconds: (share) => secondsBetween({ calls: before, use: last, share }),
    async flush(store, now) {
      if (calls === 0) return;
      before = calls;
      calls = 0;
      const day = now.toZonedDateTimeISO('UTC').toPlainDate().toString();
      await sql`
        insert into ${store.table('api_use')} as stored (day, calls, org_used, org_limit)
        values (${day}, ${before}, ${last?.used ?? null}, ${last?.limit ?? null})
        on conflict (day) do update set calls = stored.calls + excluded.calls,
          org_used = coalesce(excluded.org_used, stored.org_used),
          org_limit = coalesce(excluded.org_limit, stored.org_limit)`.execute(store.db);
    },
  };
}
