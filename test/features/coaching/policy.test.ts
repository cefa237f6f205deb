import { describe, expect, it } from 'vitest';
import { FOCUSES } from '#features/coaching/focuses.ts';
import type { Reading } from '#features/coaching/peers.ts';
import { type Before, findingsFor, type Member, nextFocus } from '#features/coaching/policy.ts';
import { day } from '#lib/days.ts';
import { countCoaching } from './companies.ts';

const share = (value: number, sample = 60): Reading => ({ value, sample, kind: 'share' });
const mean = (value: number, sample = 40): Reading => ({ value, sample, kind: 'mean' });
const member = (personId: string, readings: Member['readings'], group = 'rep'): Member => ({
  personId,
  group,
  readings,
});
const winning = (...quarters: readonly (Reading | undefined)[]) => new Map([['win_rate', quarters]]);
const peers = [0.38, 0.4, 0.4, 0.42, 0.44].map((value, at) =>
  member(`P${at}`, winning(share(value), share(value))),
);
const gapsOf = (person: Member, others = peers) =>
  findingsFor(person, [...others, person], FOCUSES).gaps.map(({ metric }) => metric);

describe('what stands out about somebody', () => {
  it('is what stood clearly below peers of the same role in both quarters', () => {
    expect(gapsOf(member('A', winning(share(0.15), share(0.18))))).toEqual(['win_rate']);
    expect(gapsOf(member('A', winning(share(0.15), share(0.4))))).toEqual([]);
    expect(gapsOf(member('A', winning(share(0.35), share(0.34))))).toEqual([]);
    expect(gapsOf(member('A', winning(share(0.7), share(0.7))))).toEqual([]);
  });

  it('is nothing on few records, in one quarter alone, or beside fewer than five peers', () => {
    expect(gapsOf(member('A', winning(share(0.05, 29), share(0.05))))).toEqual([]);
    expect(gapsOf(member('A', winning(share(0.1), undefined)))).toEqual([]);
    expect(gapsOf(member('A', winning(share(0.15), share(0.15))), peers.slice(1))).toEqual([]);
  });

  it('is nothing beside people of another role or in another phase: whoever ramps is apart', () => {
    const low = winning(share(0.15), share(0.15));
    expect(gapsOf(member('A', low, 'rep, ramping'))).toEqual([]);
    const ramping = [0, 1, 2, 3, 4].map((at) => member(`R${at}`, low, 'rep, ramping'));
    expect(gapsOf(member('A', low), [...peers, ...ramping])).toEqual(['win_rate']);
  });

  it('goes by the direction of the metric: slow is below, quick is a strength', () => {
    const cycle = (days: number) => new Map([['sales_cycle_days', [mean(days), mean(days)]]]);
    const others = [38, 40, 40, 41, 44].map((days, at) => member(`P${at}`, cycle(days)));
    const find = (days: number) => findingsFor(member('A', cycle(days)), others, FOCUSES);
    expect(find(75).gaps.map(({ metric }) => metric)).toEqual(['sales_cycle_days']);
    expect(find(75).strength).toBeUndefined();
    expect(find(20).gaps).toEqual([]);
    expect(find(20).strength?.metric).toBe('sales_cycle_days');
  });

  it('is moved by no single star or stranger among the peers', () => {
    const wild = [...peers, member('S', winning(share(0.99), share(0.99)))];
    expect(gapsOf(member('A', winning(share(0.35), share(0.36))), wild)).toEqual([]);
    expect(gapsOf(member('A', winning(share(0.15), share(0.15))), wild)).toEqual(['win_rate']);
  });
});

describe('what is brought up', () => {
  const findings = findingsFor(member('A', winning(share(0.15), share(0.15))), peers, FOCUSES);
  const now = { today: day('2026-11-18'), periodStart: '2026-07-01' };
  const before = (more: Partial<Before>): Before => ({
    metric: 'meetings',
    periodStart: '2026-07-01',
    foundOn: day('2026-11-04'),
    state: 'declined',
    ...more,
  });
  const named = (...all: readonly Before[]) => nextFocus(findings, all, now)?.metric;

  it('is one thing in a fortnight', () => {
    expect(named()).toBe('win_rate');
    expect(named(before({ foundOn: day('2026-11-05') }))).toBeUndefined();
    expect(named(before({ foundOn: day('2026-11-04') }))).toBe('win_rate');
  });

  it('is nothing while a talk is planned or waits to be confirmed', () => {
    expect(named(before({ state: 'planned' }))).toBeUndefined();
    expect(named(before({ state: 'noted' }))).toBeUndefined();
    expect(named(before({ state: 'confirmed' }))).toBe('win_rate');
    expect(named(before({ state: 'noted', foundOn: day('2026-08-01') }))).toBe('win_rate');
  });

  it('is never the same figure of the same quarter twice', () => {
    expect(named(before({ metric: 'win_rate' }))).toBeUndefined();
    expect(named(before({ metric: 'win_rate', periodStart: '2026-04-01' }))).toBe('win_rate');
  });
});

describe('in generated companies', () => {
  it('a planted gap is named and its absence is silence, in nine of ten cases with enough data', () => {
    const { planted, named, without, silent } = countCoaching({ companies: 1_200, seed: 11 });
    expect(Math.min(planted, without)).toBeGreaterThan(300);
    expect(named / planted).toBeGreaterThanOrEqual(0.9);
    expect(silent / without).toBeGreaterThanOrEqual(0.9);
  });
});
