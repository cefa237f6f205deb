import { plainWishes } from '#features/quotas/carried-wishes.ts';
import { tables } from '#features/quotas/tables.ts';
import type { Store } from '#store/store.ts';
import { ANA, DANA } from '../../features/small-company.ts';
import type { HostileTexts } from './texts.ts';

/** A proposal that waits again in every round, whatever was decided about it in the one before. */
export const WAITING = 900;

export async function proposeAnew(store: Store, texts: HostileTexts, now: Temporal.Instant): Promise<void> {
  const wish = {
    personId: ANA,
    metric: 'bookings',
    start: '2027-01-01',
    end: '2027-04-01',
    amount: 30_000n,
    currency: 'USD',
    weight: null,
    effectiveOn: null,
    reason: null,
  };
  const row = {
    kind: 'set' as const,
    made_by: 'U0DANA',
    made_by_person: DANA,
    made_at: now.toString(),
    reason: texts.next(),
    wishes: JSON.stringify(plainWishes([wish])),
    takes_back: null,
    people: 1,
    decision: null,
    decided_by: null,
    decided_at: null,
    batch_id: null,
  };
  await tables(store)
    .insertInto('quota_proposal')
    .values({ id: WAITING, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}
