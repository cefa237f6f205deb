import { sql } from 'kysely';
import type { Period } from '#model/period.ts';
import type { LockedSpan, PeriodState } from '#model/period-locks.ts';
import type { Store } from '#store/store.ts';

/** How a period stands, and who decided so. */
export interface PeriodStanding extends LockedSpan {
  readonly type: Period['type'];
  readonly state: PeriodState;
  readonly changedBy: string;
  readonly changedAt: Temporal.Instant;
  readonly reason: string;
}

/** Every period about which something was ever decided, as it stands now, by its first day. */
export async function readPeriodStates(store: Store): Promise<readonly PeriodStanding[]> {
  const { rows } = await sql<Omit<PeriodStanding, 'changedAt'> & { readonly changedAt: string }>`
    select distinct on (start_on, end_on, type) name, type, start_on as "from", end_on as "to", state,
      changed_by as "changedBy", changed_at as "changedAt", reason
    from ${store.table('period_close')}
    order by start_on, end_on, type, id desc`.execute(store.db);
  return rows.map((row) => ({ ...row, changedAt: Temporal.Instant.from(row.changedAt) }));
}
