import { readPeriodStates, type PeriodStanding } from '#ledger/period-states.ts';
import type { Period } from '#model/period.ts';
import type { PeriodState } from '#model/period-locks.ts';
import type { Store } from '#store/store.ts';

/** How periods stand; what nothing was ever decided about is open. */
export interface States {
  standingOf(period: Period): PeriodStanding | undefined;
  stateOf(period: Period): PeriodState;
}

export async function readStates(store: Store): Promise<States> {
  const standings = await readPeriodStates(store);
  const standingOf = ({ type, start, end }: Period) =>
    standings.find((it) => it.type === type && it.from === start.toString() && it.to === end.toString());
  return { standingOf, stateOf: (period) => standingOf(period)?.state ?? 'open' };
}
