import { describe, expect, it } from 'vitest';
import { grantProblem, isInForce } from '#model/policy/grants.ts';
import { DEEPEST, managersAbove, type Node } from '#model/policy/managers.ts';
import { day } from '#lib/days.ts';

const tree = (...nodes: readonly (readonly [string, string | null, boolean?])[]): ReadonlyMap<string, Node> =>
  new Map(nodes.map(([id, managerId, isActive = true]) => [id, { id, managerId, isActive }]));

describe('the managers above somebody', () => {
  it('are all of them up to the top, nearest first', () => {
    expect(managersAbove(tree(['ana', 'dana'], ['dana', 'vera'], ['vera', null]), 'ana')).toEqual([
      'dana',
      'vera',
    ]);
  });

  it('leave out who has left: the next active one stands in', () => {
    expect(managersAbove(tree(['ana', 'dana'], ['dana', 'vera', false], ['vera', null]), 'ana')).toEqual([
      'vera',
    ]);
  });

  it('end where they come back to somebody', () => {
    expect(managersAbove(tree(['xi', 'yu'], ['yu', 'xi']), 'xi')).toEqual(['yu']);
    expect(managersAbove(tree(['own', 'own']), 'own')).toEqual([]);
    expect(managersAbove(tree(['a', 'b'], ['b', 'c'], ['c', 'b']), 'a')).toEqual(['b', 'c']);
  });

  it(`reach ${DEEPEST} levels and no further`, () => {
    const chain = Array.from({ length: 30 }, (_, at) => [`p${at}`, `p${at + 1}`] as const);
    expect(managersAbove(tree(...chain, ['p30', null]), 'p0')).toHaveLength(DEEPEST);
  });

  it('are none of somebody unknown', () => {
    expect(managersAbove(tree(), 'zoe')).toEqual([]);
  });
});

describe('standing in for somebody', () => {
  const delegation = {
    kind: 'delegation',
    holderId: 'ana',
    subjectId: 'dana',
    dataClass: null,
    from: day('2026-11-01'),
  } as const;

  it.each([
    ['2026-12-01', undefined],
    ['2026-12-02', 'It may last 30 days at most.'],
    ['2026-11-01', 'It has to last at least one day.'],
    ['2026-10-01', 'It has to last at least one day.'],
  ])('until before %s: %s', (to, problem) => {
    expect(grantProblem({ ...delegation, to: day(to) })).toBe(problem);
  });

  it('is never for oneself', () => {
    const own = { ...delegation, subjectId: 'ana', to: day('2026-11-02') };
    expect(grantProblem(own)).toBe('Nobody is granted their own rights.');
  });

  it('begins on its first day and is over on its last', () => {
    const span = { from: day('2026-11-01'), to: day('2026-11-03') };
    expect(
      ['2026-10-31', '2026-11-01', '2026-11-02', '2026-11-03'].map((it) => isInForce(span, day(it))),
    ).toEqual([false, true, true, false]);
  });
});
