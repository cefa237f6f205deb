import type { Figure, Value } from '#model/figure.ts';
import { rankFigures } from './rank.ts';
import { type Movement, movementOf, type Ranks } from './movement.ts';
import type { Metric } from '#metrics/catalogue/metric.ts';
import type { Standings } from './standings.ts';

/** Who and what may stand on a board, besides the figures themselves. */
export interface Entrants {
  readonly metric: Metric;
  /** Whether a subject may be listed: leavers and groups of groups are not, though their results count. */
  isListed(subjectId: string): boolean;
  /** Whether a subject with nothing is worth counting: people who never had any of this are not "without" it. */
  isExpected(subjectId: string): boolean;
  /** Whether a subject takes part; everyone where nothing is said. */
  takesPart?(subjectId: string): boolean;
  /** What of the quota is reached, by subject. */
  readonly shares: ReadonlyMap<string, Figure>;
  /** The places the movement compares with; undefined on a first board. */
  readonly before: Ranks | undefined;
}

type Verdict = 'ranked' | 'without any' | 'too few' | { readonly reason: string };

/** Who holds which place, and how many hold none and why. */
export function standingsOf(figures: readonly Figure[], entrants: Entrants): Standings {
  const { takesPart = () => true } = entrants;
  const listed = figures.filter(({ subject }) => subject.id !== '' && entrants.isListed(subject.id));
  const judged = listed
    .filter(({ subject }) => takesPart(subject.id))
    .map((figure) => ({ figure, verdict: verdictOf(figure.value, entrants.metric) }))
    .filter(({ figure, verdict }) => verdict === 'ranked' || entrants.isExpected(figure.subject.id));
  const ranked = judged.filter(({ verdict }) => verdict === 'ranked').map(({ figure }) => figure);
  const reasons = judged.flatMap(({ verdict }) => (typeof verdict === 'object' ? [verdict.reason] : []));
  return {
    places: rankFigures(ranked, entrants.metric.direction).map(({ figure, rank }) => ({
      rank,
      figure,
      share: entrants.shares.get(figure.subject.id),
      movement: movementSince(entrants.before, figure.subject.id, rank),
      isShown: true,
    })),
    withoutAny: judged.filter(({ verdict }) => verdict === 'without any').length,
    apart: listed.filter(({ subject }) => !takesPart(subject.id) && entrants.isExpected(subject.id)).length,
    tooFew: judged.filter(({ verdict }) => verdict === 'too few').length,
    unranked: new Map(
      [...Map.groupBy(reasons, (reason) => reason)].map(([reason, all]) => [reason, all.length]),
    ),
  };
}

/** The place of every subject, to compare the next board with. */
export function ranksOf({ places }: Standings): Ranks {
  return Object.fromEntries(places.map(({ figure, rank }) => [figure.subject.id, rank]));
}

/** Whether there is anything at all: a number, and not zero. */
export function hasAny(value: Value): boolean {
  switch (value.kind) {
    case 'money':
      return value.money.minor !== 0n;
    case 'count':
      return value.count !== 0n;
    case 'quotient':
    case 'mean_money':
    case 'mean_points':
      return value.sum !== 0n;
    case 'days':
      return true;
    case 'none':
      return false;
  }
}

function verdictOf(value: Value, metric: Metric): Verdict {
  if (value.kind === 'none') return { reason: value.reason };
  if (sampleOf(value) < metric.minimumSample) return 'too few';
  return hasAny(value) || metric.direction === 'down' ? 'ranked' : 'without any';
}

/** How many deals stand behind a rate or a mean; sums need no minimum. */
function sampleOf(value: Value): number {
  return value.kind === 'quotient' || value.kind === 'mean_money' || value.kind === 'mean_points'
    ? Number(value.by)
    : Number.POSITIVE_INFINITY;
}

function movementSince(before: Ranks | undefined, subjectId: string, rank: number): Movement | undefined {
  return before && movementOf(rank, before[subjectId]);
}
