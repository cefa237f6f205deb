import * as fc from 'fast-check';
import { NUDGE_KINDS, type NudgeKind } from '#features/nudges/standing.ts';
import { liveThrough, type Sent } from './live-quarter.ts';
import { aQuarter } from './quarters.ts';

/** What generated quarters came to. */
export interface Counted {
  readonly quarters: number;
  readonly looks: number;
  readonly messages: Readonly<Record<NudgeKind, number>>;
  readonly covered: number;
  readonly withdrawn: number;
  /** Messages that said a state a second time. */
  readonly doubles: number;
  /** Messages about a stretch below pace that was told already. */
  readonly sameStretch: number;
  readonly onLeave: number;
  readonly unlinked: number;
  /** Thresholds that were passed and neither told nor covered by a higher one. */
  readonly missed: number;
  /** Most messages that one person got in the quarter, and in one day. */
  readonly mostInQuarter: number;
  readonly mostInDay: number;
}

/** Lives through so many generated quarters and counts; the same seed gives the same quarters. */
export function countSaid({ quarters, seed }: { readonly quarters: number; readonly seed: number }): Counted {
  const lived = fc.sample(aQuarter, { numRuns: quarters, seed }).map(liveThrough);
  const all = lived.flatMap(({ sent }) => sent);
  const sum = (of: (one: (typeof lived)[number]) => number) =>
    lived.reduce((total, one) => total + of(one), 0);
  const most = (of: (one: readonly Sent[]) => number) => Math.max(0, ...lived.map(({ sent }) => of(sent)));
  return {
    quarters,
    looks: sum(({ looks }) => looks),
    messages: Object.fromEntries(
      NUDGE_KINDS.map((kind) => [kind, all.filter((one) => one.kind === kind).length]),
    ) as Record<NudgeKind, number>,
    covered: sum(({ covered }) => covered),
    withdrawn: sum(({ withdrawn }) => withdrawn),
    doubles: sum(({ sent }) => sent.length - new Set(sent.map(nameOf)).size),
    sameStretch: all.filter(({ isSameStretch }) => isSameStretch).length,
    onLeave: all.filter(({ wasAway }) => wasAway).length,
    unlinked: all.filter(({ wasLinked }) => !wasLinked).length,
    missed: sum(({ passed, sent }) => [...passed].filter((percent) => !isTold(percent, sent)).length),
    mostInQuarter: most((sent) => sent.length),
    mostInDay: most((sent) =>
      Math.max(0, ...[...Map.groupBy(sent, ({ day }) => day).values()].map((own) => own.length)),
    ),
  };
}

function nameOf({ metric, kind, state }: Sent): string {
  return `${metric}/${kind}/${state}`;
}

function isTold(percent: number, sent: readonly Sent[]): boolean {
  return sent.some(({ kind, state }) => kind === 'crossed' && Number(state) >= percent);
}
