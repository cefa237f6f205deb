import { FOCUSES } from '#features/coaching/focuses.ts';
import type { Reading } from '#features/coaching/peers.ts';
import { findingsFor, type Member, nextFocus } from '#features/coaching/policy.ts';
import { day } from '#lib/days.ts';
import { must } from '#lib/errors.ts';

/** What was made of one generated person: a gap that was planted or not, and what a prompt would name. */
export interface Judged {
  readonly planted: string | undefined;
  readonly named: string | undefined;
  /** Whether there were records and peers enough to compare what was planted, or anything at all. */
  readonly hasEnough: boolean;
}

/** Counts over generated companies; shares are of those with enough data. */
export interface Counted {
  readonly planted: number;
  readonly named: number;
  readonly namedOther: number;
  readonly without: number;
  readonly silent: number;
  readonly tooLittle: number;
  readonly byMetric: Readonly<Record<string, readonly [named: number, of: number]>>;
}

/** What a planted gap does to a figure: roughly half as good in both quarters. */
const PLANTED: Readonly<Record<string, number>> = {
  win_rate: 0.45,
  avg_deal_size: 0.4,
  sales_cycle_days: 2,
  opportunities_created: 0.5,
  meetings: 0.5,
  touch_points: 0.5,
};
/** People differ without anything being wrong: the standard deviation of what is usual for one of them. */
const PERSONAL = 0.1;

/** Decides for one person of each generated company; every other one has a gap planted. */
export function countCoaching({
  companies,
  seed,
}: {
  readonly companies: number;
  readonly seed: number;
}): Counted {
  const random = randomFrom(seed);
  const judged = Array.from({ length: companies }, (_, at) => judge(random, at));
  const enough = judged.filter(({ hasEnough }) => hasEnough);
  const planted = enough.filter((one) => one.planted !== undefined);
  const without = enough.filter((one) => one.planted === undefined);
  const isRight = (one: Judged) => one.named === one.planted;
  return {
    planted: planted.length,
    named: planted.filter(isRight).length,
    namedOther: planted.filter((one) => one.named !== undefined && !isRight(one)).length,
    without: without.length,
    silent: without.filter(isRight).length,
    tooLittle: judged.length - enough.length,
    byMetric: Object.fromEntries(
      FOCUSES.map(({ metric: { id } }) => {
        const own = planted.filter((one) => one.planted === id);
        return [id, [own.filter(isRight).length, own.length] as const];
      }),
    ),
  };
}

type Random = () => number;

function judge(random: Random, at: number): Judged {
  const focus = must(FOCUSES[Math.floor(at / 2) % FOCUSES.length], 'a metric');
  const planted = at % 2 === 0 ? focus.metric.id : undefined;
  const members = company(random, planted);
  const person = must(members[0], 'somebody');
  const findings = findingsFor(person, members, FOCUSES);
  const focusNow = nextFocus(findings, [], { today: day('2026-11-18'), periodStart: '2026-07-01' });
  return { planted, named: focusNow?.metric, hasEnough: hasEnough(members, planted) };
}

/** Said independently of the decision: thirty decided deals, ten of a mean; twenty counted in the middle; five peers. */
function hasEnough(members: readonly Member[], planted: string | undefined): boolean {
  const wanted = planted === undefined ? FOCUSES.map(({ metric }) => metric.id) : [planted];
  const [person] = members;
  return wanted.some((id) => {
    const kin = members.filter((it) => it.group === person?.group);
    const samples = (it: Member) => (it.readings.get(id) ?? []).map((one) => one?.sample ?? 0);
    if (isCounted(id)) {
      const others = kin.filter((it) => it !== person).map(samples);
      return (
        others.length >= 5 &&
        [0, 1].every((at) => others.filter((one) => (one[at] ?? 0) > 20).length * 2 > others.length)
      );
    }
    const able = kin.filter((it) => samples(it).every((one) => one >= (id === 'win_rate' ? 30 : 10)));
    return able.length > 5 && able.some((it) => it === person);
  });
}

const isCounted = (id: string) => ['opportunities_created', 'meetings', 'touch_points'].includes(id);

/** One role with its newcomers, some small and some large; the first person is the one it is about. */
function company(random: Random, planted: string | undefined): readonly Member[] {
  const size = 4 + Math.floor(random() * 16);
  const usual = {
    decided: 15 + random() * 85,
    rate: 0.25 + random() * 0.25,
    size: 10_000 * 2 ** (random() * 5),
    days: 30 + random() * 90,
    created: 20 + random() * 60,
    meetings: 25 + random() * 100,
    touches: 150 + random() * 500,
  };
  return Array.from({ length: size }, (_, at): Member => {
    const own = () => Math.max(0.5, 1 + PERSONAL * normal(random));
    const isRamping = at > 0 && random() < 0.1;
    const works = isRamping ? 0.4 : 1;
    const bent = (id: string) => (at === 0 && id === planted ? (PLANTED[id] ?? 1) : 1);
    const traits = [own(), own(), own(), own(), own(), own()] as const;
    const quarter = (): Readonly<Record<string, Reading | undefined>> => {
      const decided = poisson(random, usual.decided * works);
      const rate = Math.min(0.95, usual.rate * traits[0] * bent('win_rate'));
      const won = Array.from({ length: decided }, () => random() < rate).filter(Boolean).length;
      const count = (id: string, mean: number, trait: number): Reading => {
        const value = poisson(random, mean * trait * works * bent(id));
        return { value, sample: value, kind: 'count' };
      };
      const mean = (id: string, middle: number, trait: number): Reading | undefined => {
        if (won === 0) return undefined;
        const all = Array.from({ length: won }, () => middle * trait * bent(id) * skewed(random));
        return { value: all.reduce((sum, it) => sum + it, 0) / won, sample: won, kind: 'mean' };
      };
      return {
        win_rate: decided === 0 ? undefined : { value: won / decided, sample: decided, kind: 'share' },
        avg_deal_size: mean('avg_deal_size', usual.size, traits[1]),
        sales_cycle_days: mean('sales_cycle_days', usual.days, traits[2]),
        opportunities_created: count('opportunities_created', usual.created, traits[3]),
        meetings: count('meetings', usual.meetings, traits[4]),
        touch_points: count('touch_points', usual.touches, traits[5]),
      };
    };
    const quarters = [quarter(), quarter()];
    const readings = new Map(
      FOCUSES.map(({ metric: { id } }) => [id, quarters.map((one) => one[id])] as const),
    );
    return { personId: `P${at}`, group: isRamping ? 'rep, ramping' : 'rep', readings };
  });
}

/** Deals and durations: most are smaller than the mean, some much larger. The standard deviation is six tenths of it. */
function skewed(random: Random): number {
  const sigma = 0.55;
  return Math.exp(sigma * normal(random) - (sigma * sigma) / 2);
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function poisson(random: Random, mean: number): number {
  return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
}

/** The same numbers for the same seed: a small generator (mulberry32). */
function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
