import type { Commitment, DealToLookAt } from '#feature.ts';
import { type Day, isBefore } from '#lib/days.ts';
import type { Figure } from '#model/figure.ts';
import type { Pace, Progress } from '#metrics/progress.ts';

/** Somebody of a team as far as it decides whether their manager should look there first. */
export interface TeamMember {
  readonly id: string;
  readonly name: string;
  readonly attainment: Figure;
  /** Undefined without a quota. */
  readonly progress: Progress | undefined;
  readonly isAway: boolean;
  readonly isRamping: boolean;
  /** Of theirs, the one that needs a look most first. */
  readonly deals: readonly DealToLookAt[];
  /** Agreed and open, the soonest first. */
  readonly commitments: readonly Commitment[];
}

/** A team as its manager should go through it. */
export interface TeamOrder {
  /** Who needs help, who needs it most first. */
  readonly first: readonly TeamMember[];
  /** The others, counted by why nothing is asked about them; each is in one of these. */
  readonly steady: number;
  readonly withoutQuota: number;
  readonly ramping: number;
  readonly away: number;
}

/** Percent of what is expected by now: below it somebody is behind, as nudges have it unless an admin changes theirs. */
const BAND = 80n;

/**
 * Who needs help: those behind, the furthest first; then whoever has something agreed that is overdue; then whoever has a
 * deal that needs a look. Whoever is on leave is asked nothing, and whoever is ramping up is not compared.
 */
export function helpOrder(team: readonly TeamMember[], today: Day): TeamOrder {
  const there = team.filter(({ isAway }) => !isAway);
  const behind = there.filter(isBehind).toSorted(byPace);
  const isLate = ({ commitments }: TeamMember) => commitments.some(({ dueOn }) => isBefore(dueOn, today));
  const others = there.filter((one) => !isBehind(one));
  const late = others.filter(isLate);
  const withDeals = others.filter((one) => !isLate(one) && one.deals.length > 0);
  const rest = others.filter((one) => !isLate(one) && one.deals.length === 0);
  const compared = rest.filter(({ isRamping }) => !isRamping);
  return {
    first: [...behind, ...late, ...withDeals],
    steady: compared.filter(({ progress }) => progress !== undefined).length,
    withoutQuota: compared.filter(({ progress }) => progress === undefined).length,
    ramping: rest.length - compared.length,
    away: team.length - there.length,
  };
}

/** The same people, those first whose deal needs a look most; `deals` are of all of them, in that order. */
export function inOrderOfDeals(
  team: readonly TeamMember[],
  deals: readonly Pick<DealToLookAt, 'ownerId'>[],
): readonly TeamMember[] {
  const owners = [...new Set(deals.map(({ ownerId }) => ownerId))];
  const rank = new Map(owners.map((id, at) => [id, at]));
  const rankOf = ({ id }: TeamMember) => rank.get(id) ?? owners.length;
  return team.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** Whether somebody who can be compared is below the band of what is expected by now. */
export function isBehind({ progress, isRamping }: Pick<TeamMember, 'progress' | 'isRamping'>): boolean {
  if (isRamping || !progress?.pace) return false;
  const { sum, by } = progress.pace.index;
  return sum * 100n < by * BAND;
}

function byPace(a: TeamMember, b: TeamMember): number {
  const [left, right] = [indexOf(a), indexOf(b)];
  const difference = left.sum * right.by - right.sum * left.by;
  return difference === 0n ? (a.name < b.name ? -1 : 1) : difference < 0n ? -1 : 1;
}

function indexOf({ progress }: TeamMember): Pace['index'] {
  return progress?.pace?.index ?? { sum: 1n, by: 1n };
}
