import { closePeriod } from '#ledger/period-close.ts';
import { metricContext } from '#metrics/context.ts';
import type { PeriodState } from '#model/period-locks.ts';
import type { LedgerOrg } from './ledger-org.ts';

/** Closes, locks or opens a period, written as people write it. */
export async function setPeriod({ store, now }: LedgerOrg, span: string, state: PeriodState): Promise<void> {
  const { calendar } = await metricContext(store, now());
  const [period] = calendar.parse(span, { today: Temporal.PlainDate.from('2025-06-02') });
  if (!period) throw new Error(`${span} is no period`);
  await closePeriod(store, { period, state, changedBy: 'ceo', reason: 'books closed', now: now() });
}
