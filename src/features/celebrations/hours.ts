import type { Services } from '#feature.ts';
import { readWorkCalendar } from '#metrics/work-calendar.ts';
import { waitsUntil } from './policy.ts';
import { readCelebration } from './store.ts';

/** Until when what a channel is told waits, looked at when it leaves; undefined where it may leave now. */
export async function channelWaits(
  { store, clock }: Services,
  celebrationId: number,
): Promise<Temporal.Instant | undefined> {
  const celebration = await readCelebration(store, celebrationId);
  if (celebration === undefined) return undefined;
  const work = await readWorkCalendar(store);
  return waitsUntil(celebration, (day) => work.isWorkingDay(day, ''), clock.now());
}
