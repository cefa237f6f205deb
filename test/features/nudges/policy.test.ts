import { describe, expect, it } from 'vitest';
import { day } from '#lib/days.ts';
import { decide } from '#features/nudges/policy.ts';
import { DEFAULT_RULES } from '#features/nudges/rules.ts';
import type { OpenDeal, Reached } from '#features/nudges/standing.ts';
import { caseOf, SEEN, told, words } from './standings.ts';

const NOVEMBER = '2026-11-18';
const seen = told(SEEN);
/** Every threshold was reached before anybody looked: none of them is in the way of what is left. */
const CALM = { ...SEEN, state: '120' };
const calm = told(CALM);

describe('reaching a part of a quota', () => {
  it.each([
    [499, 'nothing'],
    [500, 'crossed 50'],
    [799, 'crossed 50'],
    [800, 'crossed 80'],
    [1_000, 'crossed 100'],
    [1_199, 'crossed 100'],
    [1_200, 'crossed 120'],
  ])('%i of 1,000 is told as: %s', (achieved, expected) => {
    expect(words(decide(caseOf({ achieved, today: NOVEMBER }, { said: seen })))).toBe(expected);
  });

  it('is one message for the highest of several, which covers the others', () => {
    const verdict = decide(caseOf({ achieved: 1_050, today: NOVEMBER }, { said: seen }));
    expect(words(verdict)).toBe('crossed 100');
    expect(verdict.cover).toEqual([
      { kind: 'crossed', state: '50' },
      { kind: 'crossed', state: '80' },
    ]);
  });

  it('is told once ever in a period, also where it was taken back and is reached again', () => {
    const said = told(SEEN, { kind: 'crossed', state: '80', isWithdrawn: true });
    const verdict = decide(caseOf({ achieved: 850, today: NOVEMBER }, { said }));
    expect(words(verdict)).toBe('nothing');
    expect(verdict.restore).toEqual([2]);
  });

  it('is taken back when it is not so any more, once', () => {
    const said = told(SEEN, { kind: 'crossed', state: '80' });
    expect(decide(caseOf({ achieved: 760, today: NOVEMBER }, { said })).withdraw).toEqual([2]);
    const withdrawn = told(SEEN, { kind: 'crossed', state: '80', isWithdrawn: true });
    expect(decide(caseOf({ achieved: 760, today: NOVEMBER }, { said: withdrawn })).withdraw).toEqual([]);
  });

  it('is taken back when a higher quota is imported, and what was only covered may be told later', () => {
    const said = told(
      SEEN,
      { kind: 'crossed', state: '100' },
      { kind: 'crossed', state: '80', isSaid: false },
    );
    const verdict = decide(caseOf({ achieved: 1_000, quota: 2_000, today: NOVEMBER }, { said }));
    expect(verdict).toMatchObject({ withdraw: [2], forget: [3] });
  });

  it('is no news where it was so when the quota was first looked at, but what follows is', () => {
    const first = decide(caseOf({ achieved: 850, today: NOVEMBER }));
    expect([words(first), first.cover]).toEqual(['nothing', [{ kind: 'seen', state: '80' }]]);
    const said = told({ ...SEEN, state: '80' });
    expect(words(decide(caseOf({ achieved: 850, today: NOVEMBER }, { said })))).toBe('nothing');
    expect(words(decide(caseOf({ achieved: 1_000, today: NOVEMBER }, { said })))).toBe('crossed 100');
  });

  it('is news on the first day of a period, before which there was nothing to see', () => {
    expect(words(decide(caseOf({ achieved: 500, today: '2026-10-01' }, { morning: 'not now' })))).toBe(
      'crossed 50',
    );
  });

  it('is told of a period that has just ended, of which nothing else is said', () => {
    expect(words(decide(caseOf({ achieved: 1_000, today: '2027-01-04' }, { said: seen })))).toBe(
      'crossed 100',
    );
    expect(words(decide(caseOf({ achieved: 100, today: '2027-01-04' }, { said: seen })))).toBe('nothing');
  });

  it('goes by the thresholds of the company', () => {
    const rules = { ...DEFAULT_RULES, thresholds: [75] };
    expect(words(decide(caseOf({ achieved: 760, today: NOVEMBER }, { said: seen, rules })))).toBe(
      'crossed 75',
    );
  });
});

describe('somebody who is not to be told', () => {
  it.each([
    ['is on leave', { slackUserId: 'U1', isActive: true, isAway: true }],
    ['is not linked', { slackUserId: undefined, isActive: true, isAway: false }],
    ['has left', { slackUserId: 'U1', isActive: false, isAway: false }],
  ])('hears nothing when they are: %s', (_, person) => {
    const verdict = decide(caseOf({ achieved: 1_000, today: NOVEMBER }, { said: seen, person }));
    expect(verdict).toMatchObject({ say: undefined, cover: [], withdraw: [] });
  });
});

/** So many working days, each of which ended below four fifths of an even spread, or not. */
const days = (count: number, achieved: number): readonly Reached[] =>
  Array.from({ length: count }, (_, at) => ({
    achieved: BigInt(achieved),
    expected: { sum: BigInt(34 - count + at), by: 66n },
  }));

describe('pace', () => {
  const behind = { achieved: 300, today: NOVEMBER };

  it('below the band for as many working days as the company says is told; a day fewer is not', () => {
    expect(words(decide(caseOf(behind, { said: calm, morning: { lately: days(10, 200) } })))).toBe(
      'pace 2026-11-18',
    );
    expect(words(decide(caseOf(behind, { said: calm, morning: { lately: days(9, 200) } })))).toBe('nothing');
  });

  it('is not told where one of the days was in the band, nor to who has caught up since', () => {
    const lately = [...days(9, 200), { achieved: 600n, expected: { sum: 33n, by: 66n } }];
    expect(words(decide(caseOf(behind, { said: calm, morning: { lately } })))).toBe('nothing');
    const caughtUp = caseOf({ ...behind, achieved: 450 }, { said: calm, morning: { lately: days(10, 200) } });
    expect(words(decide(caughtUp))).toBe('nothing');
  });

  it('is one state until it is over; the next stretch is another', () => {
    const said = told(CALM, { kind: 'pace', state: '2026-11-02' });
    const again = caseOf(behind, { said, morning: { lately: days(10, 200) } });
    expect(words(decide(again))).toBe('nothing');
    expect(decide(caseOf({ ...behind, achieved: 450 }, { said })).end).toEqual([2]);
    const over = told(CALM, { kind: 'pace', state: '2026-11-02', isOver: true });
    expect(words(decide({ ...again, said: over }))).toBe('pace 2026-11-18');
  });

  it('is only told on a morning at work', () => {
    expect(words(decide(caseOf(behind, { said: calm, morning: 'not now' })))).toBe('nothing');
  });

  it('is taken back when the days before turn out better, not when the days since were good', () => {
    const said = told(CALM, { kind: 'pace', state: NOVEMBER, saidOn: day(NOVEMBER) });
    const now = caseOf({ achieved: 600, today: '2026-11-19' }, { said });
    const asOf = (achieved: bigint) =>
      new Map([[2, { reached: { achieved, expected: { sum: 34n, by: 66n } } }]]);
    expect(decide({ ...now, hindsight: asOf(500n) })).toMatchObject({ withdraw: [2], end: [2] });
    expect(decide({ ...now, hindsight: asOf(300n) })).toMatchObject({ withdraw: [], end: [2] });
  });
});

const deal = (id: string, amount: number, closeOn = '2026-12-04'): OpenDeal => ({
  id,
  name: id,
  amount: BigInt(amount),
  closeOn: day(closeOn),
});

describe('a gap', () => {
  const behind = { achieved: 600, today: '2026-11-27' };

  it('that three open deals close is told in the second half of the period, once', () => {
    const open = [deal('a', 150), deal('b', 150), deal('c', 120)];
    expect(words(decide(caseOf(behind, { said: calm, morning: { open } })))).toBe('closable');
    const said = told(CALM, { kind: 'closable', state: '' });
    expect(words(decide(caseOf(behind, { said, morning: { open } })))).toBe('nothing');
    const early = { ...behind, today: '2026-11-02' };
    expect(words(decide(caseOf(early, { said: calm, morning: { open } })))).toBe('nothing');
  });

  it.each([
    ['needs a fourth deal', [deal('a', 110), deal('b', 110), deal('c', 110), deal('d', 110)]],
    ['hangs on a deal that is overdue', [deal('a', 500, '2026-11-20')]],
    ['hangs on a deal without an amount', [deal('a', 0)]],
  ])('that %s is not', (_, open) => {
    expect(words(decide(caseOf(behind, { said: calm, morning: { open } })))).toBe('nothing');
  });

  it('with ten working days left is told once, and its message covers the deals and the pace', () => {
    const near = { ...behind, today: '2026-12-21' };
    const morning = { open: [deal('a', 500, '2026-12-30')], lately: days(10, 200) };
    const verdict = decide(caseOf(near, { said: calm, morning }));
    expect([words(verdict), verdict.cover.map(({ kind }) => kind)]).toEqual(['ending', ['closable', 'pace']]);
    const said = told(CALM, { kind: 'ending', state: '' }, { kind: 'closable', state: '' });
    expect(words(decide(caseOf(near, { said, morning: { open: morning.open } })))).toBe('nothing');
  });

  it('is not told on the morning on which something was reached', () => {
    const near = caseOf({ achieved: 850, today: '2026-12-21' }, { said: seen });
    expect(words(decide(near))).toBe('crossed 80');
    const said = told(
      SEEN,
      { kind: 'crossed', state: '80' },
      { kind: 'crossed', state: '50', isSaid: false },
    );
    expect(words(decide({ ...near, said }))).toBe('ending');
  });
});

describe('a quota of calls', () => {
  // 660 in 66 working days: ten a day.
  const calls = { metric: 'calls', quota: 660, achieved: 300, today: NOVEMBER };
  const lastDay = (done: number) => ({ lastDay: { day: day('2026-11-17'), done: BigInt(done) } });

  it('missed yesterday is told, not again until a day has reached it, and once a week at most', () => {
    expect(words(decide(caseOf(calls, { morning: lastDay(9) })))).toBe('activity 2026-11-18');
    const said = told({ kind: 'activity', state: '2026-11-17' });
    expect(words(decide(caseOf(calls, { said, morning: lastDay(3) })))).toBe('nothing');
    expect(decide(caseOf(calls, { said, morning: lastDay(10) })).end).toEqual([1]);
    const justNow = told({ kind: 'activity', state: '2026-11-12', isOver: true, saidOn: day('2026-11-12') });
    expect(words(decide(caseOf(calls, { said: justNow, morning: lastDay(3) })))).toBe('nothing');
    const over = told({ kind: 'activity', state: '2026-11-02', isOver: true });
    expect(words(decide(caseOf(calls, { said: over, morning: lastDay(3) })))).toBe('activity 2026-11-18');
  });

  it('reached yesterday, or far ahead of it anyway, or not at work yesterday: nothing is said', () => {
    expect(words(decide(caseOf(calls, { morning: lastDay(10) })))).toBe('nothing');
    expect(words(decide(caseOf({ ...calls, achieved: 400 }, { morning: lastDay(2) })))).toBe('nothing');
    expect(words(decide(caseOf(calls)))).toBe('nothing');
  });

  it('has no thresholds, and is taken back when calls of the day come in later', () => {
    expect(words(decide(caseOf({ ...calls, achieved: 660 }, { morning: lastDay(12) })))).toBe('nothing');
    const said = told({ kind: 'activity', state: NOVEMBER, saidOn: day(NOVEMBER) });
    const reached = { achieved: 300n, expected: { sum: 34n, by: 66n } };
    const hindsight = new Map([[1, { reached, lastDay: { day: day('2026-11-17'), done: 12n } }]]);
    expect(decide(caseOf(calls, { said, hindsight })).withdraw).toEqual([1]);
  });
});
