import { isWithinLock } from '#metrics/at-lock.ts';
import type { MetricContext } from '#metrics/context.ts';
import type { Period } from '#model/period.ts';
import { namesOf } from './people.ts';
import { periodOf } from './read-shown.ts';
import type { QuotaChange } from './wish.ts';
import { changeText } from './words.ts';

/** Changes with the people they touch, before and after, by name and period, and what a lock makes of them. */
export async function changeLines(
  { store, calendar, locks }: Pick<MetricContext, 'store' | 'calendar' | 'locks'>,
  changes: readonly QuotaChange[],
  locale = 'en-US',
): Promise<readonly string[]> {
  const names = await namesOf(
    store,
    changes.map(({ wish }) => wish.personId),
  );
  return changes
    .map((change) => {
      const name = names.get(change.wish.personId)?.name ?? change.wish.personId;
      return { name, start: change.wish.start, period: periodOf(change.wish, calendar), change };
    })
    .toSorted((a, b) => compare(a.name, b.name) || compare(a.start, b.start))
    .map(({ change, name, period }) => {
      const text = changeText(change, { name, period: period.id, locale });
      return isWithinLock({ locks }, period) ? `${text} ${lockText(period)}` : text;
    });
}

function lockText({ id }: Period): string {
  return `(${id} is locked: what was reported stays, this shows as restated)`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
