import { divideRounded } from '#lib/money.ts';
import type { Value } from '#model/figure.ts';

/** One person's attainment now and a week ago. */
export interface Stand {
  readonly id: string;
  readonly name: string;
  readonly now: Value;
  readonly before: Value;
}

/** Somebody whose attainment moved. */
export interface Mover {
  readonly id: string;
  readonly name: string;
  readonly now: Value;
  /** Tenths of a percentage point since a week ago; never 0. */
  readonly points: bigint;
}

/** Enough to praise and to ask; more would be a list. */
const MOST_EACH_WAY = 3;

/**
 * Who moved most against last week, up and down apart, the furthest first. Without a quota now or then there is nothing
 * to compare. Whoever booked nothing has not moved: an even spread of the quota moves, and the pace says so.
 */
export function moversOf(stands: readonly Stand[]): {
  readonly up: readonly Mover[];
  readonly down: readonly Mover[];
} {
  const moved = stands.flatMap(moverOf).toSorted(byDistance);
  return {
    up: moved.filter(({ points }) => points > 0n).slice(0, MOST_EACH_WAY),
    down: moved.filter(({ points }) => points < 0n).slice(0, MOST_EACH_WAY),
  };
}

function moverOf({ id, name, now, before }: Stand): readonly Mover[] {
  const [later, earlier] = [thousandths(now), thousandths(before)];
  if (later === undefined || earlier === undefined || later === earlier) return [];
  return [{ id, name, now, points: later - earlier }];
}

/** A share in tenths of a percentage point; undefined where there is none. */
function thousandths(value: Value): bigint | undefined {
  return value.kind === 'quotient' ? divideRounded(value.sum * 1000n, value.by) : undefined;
}

function byDistance(a: Mover, b: Mover): number {
  const [mine, other] = [magnitude(a.points), magnitude(b.points)];
  if (mine !== other) return mine < other ? 1 : -1;
  return a.name === b.name ? 0 : a.name < b.name ? -1 : 1;
}

function magnitude(points: bigint): bigint {
  return points < 0n ? -points : points;
}
