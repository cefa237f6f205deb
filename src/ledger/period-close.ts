import type { Period } from '#model/period.ts';
import type { PeriodState } from '#model/period-locks.ts';
import { appendAudit } from '#store/audit.ts';
import { dirtyDays, markDirty } from '#store/dirty-days.ts';
import type { Store } from '#store/store.ts';
import { creditChanged } from './credit.ts';
import { adjustActivities, keepActivities, releaseActivities } from './locked-activities.ts';
import { locksOf } from './locks.ts';
import { keepLockedFacts } from './sold-facts.ts';
import { inTurn } from './turn.ts';

export interface PeriodChange {
  readonly period: Period;
  readonly state: PeriodState;
  readonly changedBy: string;
  readonly reason: string;
  readonly now: Temporal.Instant;
}

/**
 * Closes a period softly, locks it or opens it again; all that was decided before stays readable. Before a lock, what is
 * known already is credited: it belongs to the period. What becomes known later is reported after it; lines, costs and
 * mapped fields of its deals stay as they are at the lock.
 */
export async function closePeriod(store: Store, change: PeriodChange): Promise<void> {
  const { period, state, changedBy, reason, now } = change;
  if (state === 'locked') while ((await creditChanged(store, { now })).more);
  await inTurn(store, async (tx) => {
    const before = await locksOf(tx, now);
    // Days that were locked before are not counted anew: what changed about them is reported later.
    await markDirty(tx, await adjustActivities(tx, await dirtyDays(tx), { locks: before, now }));
    await tx.db
      .insertInto('period_close')
      .values({
        name: period.id,
        type: period.type,
        start_on: period.start.toString(),
        end_on: period.end.toString(),
        state,
        changed_by: changedBy,
        changed_at: now.toString(),
        reason,
      })
      .execute();
    await keepLockedFacts(tx, now);
    if (state === 'locked')
      await keepActivities(tx, { from: period.start.toString(), to: period.end.toString() }, now);
    await markDirty(tx, await releaseActivities(tx, { locks: await locksOf(tx, now), now }));
    const detail = { period: period.id, state, reason };
    await appendAudit(tx, { actor: changedBy, action: 'period.changed', subject: '', detail, now });
  });
}
