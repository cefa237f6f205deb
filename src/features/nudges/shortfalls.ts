import { type Day, daysBetween } from '#lib/days.ts';
import { closingDeals } from './closing-deals.ts';
import type { Rules } from './rules.ts';
import {
  isBelow,
  type LastDay,
  NOTHING,
  type OpenDeal,
  type Reached,
  type Said,
  shareOfDay,
  type Standing,
  type State,
  type Verdict,
} from './standing.ts';

const DAYS_BETWEEN = 7;

/** What is known of a quota on a person's morning. */
export interface Morning {
  /** By the end of each of the last working days, as many as the rules look at, oldest first. */
  readonly lately: readonly Reached[];
  readonly open: readonly OpenDeal[];
  /** Of an activity only; undefined where the person did not work on that day. */
  readonly lastDay: LastDay | undefined;
}

export interface Short {
  readonly standing: Standing;
  readonly morning: Morning;
  readonly said: readonly Said[];
  readonly rules: Rules;
  /** Where the person is. */
  readonly today: Day;
}

/**
 * What is left to do, on the morning of somebody who is at work: the most urgent that is true is told once, and its
 * message says the rest as well. A stretch below pace, or of days with too few calls, is one state until it is over.
 */
export function decideShortfalls(short: Short): Verdict {
  const { standing, said, today } = short;
  const over = said.filter(({ kind, isOver }) => !isOver && hasEnded(kind, short)).map(({ id }) => id);
  const reached = standing.progress.phase === 'running' ? statesOf(short) : [];
  const isTold = ({ kind, state }: State) =>
    said.some((one) => one.kind === kind && (one.state === state || !one.isOver || isRecent(one, today)));
  const fresh = reached.filter((state) => !isTold(state));
  const [say, ...cover] = fresh;
  return { ...NOTHING, say, cover, end: over };
}

/** Good days and bad ones take turns: nobody hears of each of them. */
function isRecent({ kind, saidOn }: Said, today: Day): boolean {
  return kind === 'activity' && daysBetween(saidOn, today) < DAYS_BETWEEN;
}

/** The states somebody is in, the most urgent first. */
function statesOf(short: Short): readonly State[] {
  const { standing, today } = short;
  const { gap } = standing.progress;
  if (gap <= 0n) return [];
  const now = today.toString();
  if (standing.isActivity) return missedLastDay(short) ? [{ kind: 'activity', state: now }] : [];
  return [
    ...(endsSoon(short) ? [{ kind: 'ending', state: '' } as const] : []),
    ...(isClosable(short) ? [{ kind: 'closable', state: '' } as const] : []),
    ...(isBehind(short) ? [{ kind: 'pace', state: now } as const] : []),
  ];
}

/** So few working days are left that what is done now decides. */
function endsSoon({ standing: { progress }, rules }: Pick<Short, 'standing' | 'rules'>): boolean {
  const { left, all } = progress.workingDays;
  return left > 0 && left <= Math.max(1, Math.min(rules.endingDays, Math.floor(all / 4)));
}

/** In the second half of a period, when deals that are few enough to be named would reach the quota. */
function isClosable({
  standing: { progress },
  morning,
  today,
}: Pick<Short, 'standing' | 'today'> & { readonly morning: Pick<Morning, 'open'> }): boolean {
  const { passed, all } = progress.workingDays;
  if (passed * 2 < all) return false;
  return closingDeals(morning.open, { gap: progress.gap, today }).length > 0;
}

function isBehind({ standing, morning, rules }: Short): boolean {
  const { lately } = morning;
  if (lately.length < rules.paceDays || !isBelowNow(standing, rules.paceBand)) return false;
  return lately.every((reached) => isBelow(standing.progress, { ...reached, band: rules.paceBand }));
}

/** Whether somebody is below the band as of now: only then is looked at the days before. */
export function isBelowNow({ achieved, progress }: Standing, band: number): boolean {
  const expected = progress.pace?.expected;
  return expected !== undefined && isBelow(progress, { achieved, expected, band });
}

/** Fewer than a working day is asked for, by somebody who is not ahead anyway. */
function missedLastDay({ standing, morning: { lastDay } }: Short): boolean {
  if (lastDay === undefined || lastDay.done >= shareOfDay(standing)) return false;
  return isBelowNow(standing, 100);
}

/** A stretch is over once its figure is what it should be. */
function hasEnded(kind: State['kind'], { standing, morning, rules }: Short): boolean {
  if (kind === 'pace') return !isBelowNow(standing, rules.paceBand);
  const { lastDay } = morning;
  return kind === 'activity' && lastDay !== undefined && lastDay.done >= shareOfDay(standing);
}
