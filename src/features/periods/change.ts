import type { Services } from '#feature.ts';
import { dayIn } from '#lib/days.ts';
import { Refusal } from '#lib/errors.ts';
import { closePeriod } from '#ledger/period-close.ts';
import { metricContext, type MetricContext } from '#metrics/context.ts';
import { readFigure } from '#metrics/read.ts';
import type { Figure } from '#model/figure.ts';
import type { PeriodState } from '#model/period-locks.ts';
import type { Period } from '#model/period.ts';
import { checkChange } from './policy.ts';
import { readStates } from './states.ts';

export interface Change {
  readonly period: Period;
  readonly to: PeriodState;
  readonly reason: string;
  /** A Slack user id, `cli` for the command line, `schedule`. */
  readonly by: string;
  readonly now: Temporal.Instant;
}

/** What the company's figures of a period are as it is closed: what a lock would freeze. */
const FROZEN = ['bookings', 'deals_won', 'deals_lost', 'open_pipeline'];
export const LONGEST_REASON = 500;

/** The period that somebody named; exactly one. */
export function periodNamed({ calendar, now }: MetricContext, text: string): Period {
  const [period, ...others] = calendar.parse(text, { today: dayIn(calendar.zone, now) });
  if (period && others.length === 0) return period;
  throw new Refusal(`"${text}" is not one period.`, 'Name one, such as 2026-Q3 or 2026-10.');
}

/** Checks a change and tells what it would freeze, without making it. */
export async function previewChange(
  context: MetricContext,
  { period, to }: Pick<Change, 'period' | 'to'>,
): Promise<{ readonly from: PeriodState; readonly frozen: readonly Figure[] }> {
  const from = (await readStates(context.store)).stateOf(period);
  checkChange({ period, from, to, today: dayIn(context.calendar.zone, context.now) });
  const frozen = await Promise.all(
    FROZEN.map((metric) => readFigure(context, { metric, by: 'company', period, subjectId: 'all' })),
  );
  return { from, frozen: frozen.filter((figure) => figure !== undefined) };
}

/** Closes, locks or reopens a period; every step is kept with who took it and why. Throws a Refusal where it may not. */
export async function changePeriod({ store }: Services, change: Change): Promise<void> {
  const { period, to, by, now } = change;
  const reason = change.reason.trim();
  if (reason === '' || reason.length > LONGEST_REASON)
    throw new Refusal('Say in a sentence why.', `A reason has 1 to ${LONGEST_REASON} characters.`);
  const { calendar } = await metricContext(store, now);
  const from = (await readStates(store)).stateOf(period);
  checkChange({ period, from, to, today: dayIn(calendar.zone, now) });
  await closePeriod(store, { period, state: to, changedBy: by, reason, now });
}
