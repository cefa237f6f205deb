import { isWithinLock } from '#metrics/at-lock.ts';
import type { MetricContext } from '#metrics/context.ts';
import type { Period } from '#model/period.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { namesOf } from './people.ts';
import { periodOf } from './read-shown.ts';
import type { QuotaChange } from './wish.ts';
import { changeText } from './words.ts';

type Context = Pick<MetricContext, 'store' | 'calendar' | 'locks'>;

/** Changes with the people they touch, before and after, by name and period, and what a lock makes of them. */
export async function changeLines(
  context: Context,
  changes: readonly QuotaChange[],
): Promise<readonly string[]> {
  return (await readLines(context, changes)).map(({ name, text }) => `${name}, ${text}`);
}

/** The same for Slack: a long name leaves room for what changes, one from right to left keeps the figures after it. */
export async function changeTexts(
  context: Context,
  changes: readonly QuotaChange[],
): Promise<readonly SafeText[]> {
  const lines = await readLines(context, changes);
  return lines.map(({ name, text }) => mrkdwn`${escapeText(name, 60)}, ${escapeText(text, 250)}`);
}

async function readLines({ store, calendar, locks }: Context, changes: readonly QuotaChange[]) {
  const names = await namesOf(
    store,
    changes.map(({ wish }) => wish.personId),
  );
  return changes
    .map((change) => {
      const name = names.get(change.wish.personId)?.name ?? 'Somebody who is gone';
      return { name, start: change.wish.start, period: periodOf(change.wish, calendar), change };
    })
    .toSorted((a, b) => compare(a.name, b.name) || compare(a.start, b.start))
    .map(({ change, name, period }) => {
      const text = changeText(change, { period: period.id, locale: 'en-US' });
      return { name, text: isWithinLock({ locks }, period) ? `${text} ${lockText(period)}` : text };
    });
}

function lockText({ id }: Period): string {
  return `(${id} is locked: what was reported stays, this shows as restated)`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
