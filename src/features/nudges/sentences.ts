import type { Day } from '#lib/days.ts';
import { metricNamed } from '#metrics/catalogue.ts';
import { formatFigure, formatShare } from '#metrics/figure-text.ts';
import { periodWords } from '#metrics/period-text.ts';
import { link } from '#slack/blocks/references.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { Told } from './read-nudge.ts';
import type { OpenDeal, Standing } from './standing.ts';

const NAME_LENGTH = 60;

type Whose = Pick<Told, 'standing' | 'person'>;

/** "your bookings quota this quarter" */
export function quotaWords({ standing, person }: Whose): SafeText {
  const { metric, period } = standing;
  const name = metricNamed(metric).name.toLowerCase();
  return mrkdwn`your ${escapeText(name)} quota ${escapeText(periodWords(period, person.today))}`;
}

/** "$102,000 of $300,000" */
export function reachedWords(standing: Standing): SafeText {
  const quota = amountWords(standing, standing.progress.quota);
  if (standing.progress.currency === '')
    return mrkdwn`${escapeText(numberWords(standing.achieved))} of ${quota}`;
  return mrkdwn`${amountWords(standing, standing.achieved)} of ${quota}`;
}

function numberWords(count: bigint): string {
  return count.toLocaleString('en-US');
}

/** "34%" of the quota. */
export function shareWords({ achieved, progress }: Standing): SafeText {
  return escapeText(formatShare({ sum: achieved, by: progress.quota }));
}

/** An amount in the unit of a quota: "$42,000", "12 calls". */
export function amountWords({ metric, progress: { currency } }: Standing, amount: bigint): SafeText {
  const value =
    currency === ''
      ? ({ kind: 'count', count: amount, of: metricNamed(metric).unit } as const)
      : ({ kind: 'money', money: { minor: amount, currency } } as const);
  return escapeText(formatFigure({ metric, value }));
}

/** "Acme – 40 bikes ($42,000, due Dec 4)"; the name opens the record where it is known where that is. */
export function dealWords({ standing, recordsAt }: Told, { id, name, amount, closeOn }: OpenDeal): SafeText {
  const shown = recordsAt ? link(`${recordsAt}/${id}`, cut(name)) : escapeText(name, NAME_LENGTH);
  return mrkdwn`${shown} (${amountWords(standing, amount)}, due ${dayWords(closeOn)})`;
}

/** "Acme (…), Bolt (…) and Cargo (…)" */
export function listWords(parts: readonly SafeText[]): SafeText {
  const [first = mrkdwn``, ...rest] = parts;
  return rest.reduce(
    (all, part, at) => (at === rest.length - 1 ? mrkdwn`${all} and ${part}` : mrkdwn`${all}, ${part}`),
    first,
  );
}

/** "Dec 4" · "Tue, Nov 17" */
export function dayWords(day: Day, weekday?: 'short'): SafeText {
  return escapeText(
    day.toLocaleString('en-US', { month: 'short', day: 'numeric', ...(weekday && { weekday }) }),
  );
}

/** "1 working day is" · "10 working days are" */
export function workingDaysAre(count: number): SafeText {
  return count === 1 ? mrkdwn`1 working day is` : mrkdwn`${count} working days are`;
}

function cut(name: string): string {
  const letters = Array.from(name);
  return letters.length > NAME_LENGTH ? `${letters.slice(0, NAME_LENGTH - 1).join('')}…` : name;
}
