import { type Day, daysBetween } from '#lib/days.ts';
import { SMALLEST_GROUP } from '#model/policy/terms.ts';
import type { Focus } from './focuses.ts';
import { type Place, placesOf, type Reading } from './peers.ts';

/** Somebody with what is known of the two periods, the later one first. */
export interface Member {
  readonly personId: string;
  /** Those of one group are alike: the same job through both periods, and ramping people apart. '' is like nobody. */
  readonly group: string;
  /** By metric; undefined in a period without a figure. */
  readonly readings: ReadonlyMap<string, readonly (Reading | undefined)[]>;
}

/** How somebody stands among their peers in one metric. */
export interface Standing {
  readonly metric: string;
  /** The later period first. */
  readonly places: readonly Place[];
  readonly peers: number;
  /** In spreads, over both periods; the better, the higher, whichever way the metric is read. */
  readonly score: number;
}

/** What stands out about somebody; most people have nothing. */
export interface Findings {
  /** The furthest below first. */
  readonly gaps: readonly Standing[];
  /** Where they stand best, if that is better than their peers. */
  readonly strength: Standing | undefined;
}

const PERIODS = 2;
/** A middle of fewer people says too much about each of them, and too little about all. */
const FEWEST_PEERS = SMALLEST_GROUP;
/** Counts below this are chance. */
const FEWEST_COUNTED = 20;
/** A mean of fewer deals is mostly chance, whatever the catalogue asks before somebody is ranked on it. */
const FEWEST_MEANT = 10;
/** Worth a talk: this part of the middle in each period. */
const WORTH_A_TALK = 0.15;
/** In spreads: below the peers in each period, and clearly so in both together. */
const BELOW = -1;
const CLEARLY_BELOW = -2.0;

/** What stands out about a person among their group, from what is known of all. */
export function findingsFor(person: Member, members: readonly Member[], focuses: readonly Focus[]): Findings {
  const isAlike = (it: Member) =>
    it.group !== '' && it.group === person.group && it.personId !== person.personId;
  const peers = members.filter(isAlike);
  const standings = focuses.flatMap((focus) => standingIn(focus, person, peers) ?? []);
  const [best] = standings.toSorted((a, b) => b.score - a.score);
  return {
    gaps: standings.filter(standsBelow).toSorted((a, b) => a.score - b.score),
    strength: best && best.score > 0 ? best : undefined,
  };
}

/** Undefined without enough data of theirs and of enough peers in both periods. */
function standingIn(
  { metric }: Focus,
  person: Member,
  peers: readonly Member[],
): (Standing & { readonly sense: 1 | -1 }) | undefined {
  const enough = (member: Member) => {
    const readings = (member.readings.get(metric.id) ?? []).filter((it) => it !== undefined);
    const isEnough = ({ kind, sample }: Reading) =>
      kind === 'count' || sample >= Math.max(metric.minimumSample, kind === 'mean' ? FEWEST_MEANT : 0);
    return readings.length === PERIODS && readings.every(isEnough) ? readings : undefined;
  };
  const own = enough(person);
  const others = peers.flatMap((peer) => {
    const readings = enough(peer);
    return readings ? [readings] : [];
  });
  if (own === undefined || others.length < FEWEST_PEERS) return undefined;
  const periods = own.map((reading, at) => ({
    own: reading,
    peers: others.flatMap((readings) => readings[at] ?? []),
  }));
  const places = placesOf(periods);
  const isCount = own.some(({ kind }) => kind === 'count');
  if (places === undefined || (isCount && places.some(({ middle }) => middle < FEWEST_COUNTED)))
    return undefined;
  const sense = metric.direction === 'down' ? -1 : 1;
  const score = (sense * places.reduce((sum, { spreads }) => sum + spreads, 0)) / places.length;
  return { metric: metric.id, places, peers: others.length, score, sense };
}

function standsBelow({ places, score, sense }: Standing & { readonly sense: 1 | -1 }): boolean {
  const isBelow = ({ distance, spreads }: Place) =>
    sense * distance <= -WORTH_A_TALK && sense * spreads <= BELOW;
  return score <= CLEARLY_BELOW && places.every(isBelow);
}

/** What a manager was already asked to talk about with somebody. */
export interface Before {
  readonly metric: string;
  /** First day of the later period. */
  readonly periodStart: string;
  readonly foundOn: Day;
  /** Since when somebody else has it. */
  readonly handedOn?: Day | undefined;
  readonly state: FocusState;
}

/** Found; a session is planned; what was said is noted; the other one confirmed it; set aside. */
export type FocusState = 'open' | 'planned' | 'noted' | 'confirmed' | 'declined';

const FORTNIGHT = 14;
/** A talk that is neither held nor confirmed by then is not waited for any longer, in days. */
const LONGEST_TALK = 92;

/**
 * The one thing to talk about now, or nothing: one focus in a fortnight, none while a talk is planned or waits to be
 * confirmed, and never the same figure of the same period twice.
 */
export function nextFocus(
  { gaps }: Findings,
  before: readonly Before[],
  { today, periodStart }: { readonly today: Day; readonly periodStart: string },
): Standing | undefined {
  const isBusy = before.some(({ state, foundOn, handedOn }) => {
    const isUnderWay = state === 'planned' || state === 'noted';
    return daysBetween(handedOn ?? foundOn, today) < (isUnderWay ? LONGEST_TALK : FORTNIGHT);
  });
  if (isBusy) return undefined;
  const isNamed = (metric: string) =>
    before.some((one) => one.metric === metric && one.periodStart === periodStart);
  return gaps.find(({ metric }) => !isNamed(metric));
}
