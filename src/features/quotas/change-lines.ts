import type { MetricContext } from '#metrics/context.ts';
import { namesOf } from './people.ts';
import { periodOf } from './read-shown.ts';
import type { QuotaChange } from './wish.ts';
import { changeText } from './words.ts';

/** Changes with the people they touch, before and after, by name and period. */
export async function changeLines(
  { store, calendar }: Pick<MetricContext, 'store' | 'calendar'>,
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
      return { name, start: change.wish.start, period: periodOf(change.wish, calendar).id, change };
    })
    .toSorted((a, b) => compare(a.name, b.name) || compare(a.start, b.start))
    .map(({ change, name, period }) => changeText(change, { name, period, locale }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
