import { sql } from 'kysely';
import type { ApiUse, Meter } from '#salesforce/api-use.ts';
import type { Store } from '#store/store.ts';

/** Counts API calls in memory until they are written to the day's row. */
export interface ApiMeter extends Meter {
  /** Adds what was counted since the last time to the row of `day` (UTC, as Salesforce's own count is not by zone). */
  flush(store: Store, now: Temporal.Instant): Promise<void>;
}

export function createApiMeter(): ApiMeter {
  let calls = 0;
  let last: ApiUse | undefined;
  return {
    counted(use) {
      calls += 1;
      last = use ?? last;
    },
    async flush(store, now) {
      const counted = calls;
      calls = 0;
      if (counted === 0) return;
      const day = now.toZonedDateTimeISO('UTC').toPlainDate().toString();
      await sql`
        insert into ${store.table('api_use')} as stored (day, calls, org_used, org_limit)
        values (${day}, ${counted}, ${last?.used ?? null}, ${last?.limit ?? null})
        on conflict (day) do update set calls = stored.calls + excluded.calls,
          org_used = coalesce(excluded.org_used, stored.org_used),
          org_limit = coalesce(excluded.org_limit, stored.org_limit)`.execute(store.db);
    },
  };
}
