import { toLookBackAt } from '#features/nudges/hindsight.ts';
import { type Case, decide } from '#features/nudges/policy.ts';
import { DEFAULT_RULES } from '#features/nudges/rules.ts';
import type { Morning } from '#features/nudges/shortfalls.ts';
import type { Said, Share, Standing, State, Verdict } from '#features/nudges/standing.ts';
import type { Progress } from '#metrics/progress.ts';
import {
  achievedBefore,
  callsBefore,
  dayAt,
  DAYS,
  isAway,
  isWorkday,
  type Quarter,
  quotaOn,
  workdays,
} from './quarters.ts';
import { Q4 } from './standings.ts';

/** A message that left, and how it was with its reader on that day. */
export interface Sent extends State {
  readonly metric: string;
  readonly day: number;
  readonly wasAway: boolean;
  readonly wasLinked: boolean;
  /** Of a pace: nobody had seen it in the band since it was last told, nor was that taken back. */
  readonly isSameStretch: boolean;
}

export interface Lived {
  readonly sent: readonly Sent[];
  readonly withdrawn: number;
  /** States that were kept without a message of their own. */
  readonly covered: number;
  readonly looks: number;
  /** Thresholds that the figures passed on some day while somebody could be told, by a reckoning of its own. */
  readonly passed: ReadonlySet<number>;
}

type Kept = Said & { readonly metric: string };
const METRICS = ['bookings', 'calls'] as const;

/** Lives through a quarter as the product does: looks when figures change, and on each morning at work. */
export function liveThrough(quarter: Quarter): Lived {
  let kept: readonly Kept[] = [];
  const sent: Sent[] = [];
  let [withdrawn, covered, looks] = [0, 0, 0];
  const passed = new Set<number>();
  let before: readonly number[] | undefined;
  let isStretchTold = false;
  for (let index = 0; index < DAYS; index++) {
    const times = quarter.looks[index % quarter.looks.length] ?? 1;
    for (let time = 0; time < times; time++) {
      looks++;
      for (const metric of METRICS) {
        const own = kept.filter((one) => one.metric === metric);
        const verdict = decide(caseOn(quarter, index, { metric, said: own, isMorning: time === 0 }));
        const { say } = verdict;
        if (say)
          sent.push({
            ...say,
            metric,
            day: index,
            wasAway: isAway(quarter, index),
            wasLinked: quarter.isLinked,
            isSameStretch: say.kind === 'pace' && isStretchTold,
          });
        if (metric === 'bookings') {
          const isReset = verdict.withdraw.length > 0 || isInBand(quarter, index, time === 0);
          isStretchTold = (isStretchTold && !isReset) || say?.kind === 'pace';
        }
        withdrawn += verdict.withdraw.length;
        covered += verdict.cover.filter(({ kind }) => kind !== 'seen').length;
        kept = carriedOut(kept, verdict, { metric, index });
      }
    }
    if (times > 0 && quarter.isLinked && !isAway(quarter, index)) {
      const known = times > 1 ? index + 1 : index;
      const above = passedBy(quarter, known);
      before ??= workdays(index).passed === 0 ? [] : passedBy(quarter, index);
      for (const percent of above.filter((one) => !before?.includes(one))) passed.add(percent);
    }
  }
  return { sent, withdrawn, covered, looks, passed };
}

/** Whether at least four fifths of what is expected are reached. */
function isInBand(quarter: Quarter, index: number, isMorning: boolean): boolean {
  const known = isMorning ? index : index + 1;
  const { passed, all } = workdays(index);
  const share = achievedBefore(quarter, DAYS, known) / quotaOn(quarter, known);
  return share * all * 100 >= passed * DEFAULT_RULES.paceBand;
}

/** The thresholds that the figures are above, as known on the evening before a day. */
function passedBy(quarter: Quarter, known: number): readonly number[] {
  const share = achievedBefore(quarter, DAYS, known) / quotaOn(quarter, known);
  return DEFAULT_RULES.thresholds.filter((percent) => share * 100 >= percent);
}

function caseOn(
  quarter: Quarter,
  index: number,
  {
    metric,
    said,
    isMorning,
  }: { readonly metric: 'bookings' | 'calls'; readonly said: readonly Said[]; readonly isMorning: boolean },
): Case {
  const known = isMorning ? index : index + 1;
  const amountBefore = (until: number) =>
    metric === 'calls' ? callsBefore(quarter, Math.min(until, known)) : achievedBefore(quarter, until, known);
  const quota = metric === 'calls' ? 660 : quotaOn(quarter, known);
  const today = dayAt(index);
  const reached = {
    achieved: BigInt(amountBefore(DAYS)),
    quota: BigInt(quota),
    currency: metric === 'calls' ? '' : 'USD',
  };
  const standing: Standing = {
    personId: 'p',
    metric,
    isActivity: metric === 'calls',
    period: Q4,
    achieved: reached.achieved,
    progress: progressAt(index, reached),
    expectedBy: () => expectedBy(index),
  };
  const at = (before: number) => ({
    achieved: BigInt(amountBefore(before)),
    expected: expectedBy(before),
  });
  const lastDayOf = (before: number) => {
    const last = workdaysBefore(before, 1)[0];
    if (metric !== 'calls' || last === undefined || isAway(quarter, last)) return undefined;
    return { day: dayAt(last), done: BigInt(quarter.calls[last] ?? 0) };
  };
  const morning = (): Morning => ({
    lately: workdaysBefore(index, DEFAULT_RULES.paceDays).map((one) => at(one + 1)),
    open: quarter.open.map(({ amount, due }, n) => ({
      id: String(n),
      name: `Deal ${n}`,
      amount: BigInt(amount),
      closeOn: dayAt(due),
    })),
    lastDay: lastDayOf(index),
  });
  const hindsight = new Map(
    toLookBackAt(said, today).map((one) => {
      const then = Q4.start.until(one.saidOn, { largestUnit: 'days' }).days;
      return [one.id, { reached: at(then), lastDay: lastDayOf(then) }];
    }),
  );
  return {
    person: {
      slackUserId: quarter.isLinked ? 'U1' : undefined,
      isActive: true,
      isAway: isAway(quarter, index),
    },
    standing,
    said,
    rules: DEFAULT_RULES,
    today,
    morning: isMorning && isWorkday(index) ? morning() : undefined,
    hindsight,
  };
}

function expectedBy(index: number): Share {
  const { passed, all } = workdays(index);
  return { sum: BigInt(passed), by: BigInt(all) };
}

/** As `progressOf` says it of a quota that is evenly spread. */
function progressAt(
  index: number,
  {
    achieved,
    quota,
    currency,
  }: { readonly achieved: bigint; readonly quota: bigint; readonly currency: string },
): Progress {
  const { passed, all } = workdays(index);
  const expected = expectedBy(index);
  return {
    quota,
    currency,
    gap: quota - achieved,
    phase: 'running',
    workingDays: { passed, left: all - passed, all, areAssumed: true },
    along: 'days',
    pace:
      passed > 0 ? { expected, index: { sum: achieved * expected.by, by: quota * expected.sum } } : undefined,
    perDay: undefined,
  };
}

/** The last working days before a day of the quarter, oldest first. */
function workdaysBefore(index: number, count: number): readonly number[] {
  const days: number[] = [];
  for (let one = index - 1; one >= 0 && days.length < count; one--) if (isWorkday(one)) days.unshift(one);
  return days;
}

/** What is kept after a verdict: as the rows are, under their unique index. */
function carriedOut(
  kept: readonly Kept[],
  { say, cover, end, withdraw, restore, forget }: Verdict,
  { metric, index }: { readonly metric: string; readonly index: number },
): readonly Kept[] {
  const changed = kept
    .filter(({ id }) => !forget.includes(id))
    .map((one) => ({
      ...one,
      isOver: one.isOver || end.includes(one.id),
      isWithdrawn: (one.isWithdrawn || withdraw.includes(one.id)) && !restore.includes(one.id),
    }));
  const states = [
    ...(say ? [{ ...say, isSaid: true }] : []),
    ...cover.map((it) => ({ ...it, isSaid: false })),
  ];
  const next = Math.max(0, ...kept.map(({ id }) => id)) + 1;
  return [
    ...changed,
    ...states.map((state, at) => ({
      ...state,
      metric,
      id: next + at,
      saidOn: dayAt(index),
      isOver: false,
      isWithdrawn: false,
    })),
  ];
}
