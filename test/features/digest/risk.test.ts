import { describe, expect, it } from 'vitest';
import { day } from '#lib/days.ts';
import { type DealFacts, reasonsOf, type RiskRules, risksOf, stateOf } from '#features/digest/risk.ts';

const today = day('2026-11-23');
const rules: RiskRules = { idleDays: 14, pushes: 2, nextStepAlone: false };
const healthy: DealFacts = {
  id: 'D1',
  name: 'Acme',
  ownerId: 'P1',
  ownerName: 'Ana Silva',
  amount: 100n,
  currency: 'USD',
  closeOn: day('2026-12-20'),
  touchedOn: day('2026-11-20'),
  pushes: 0,
  hasNextStep: true,
};
const kinds = (deal: Partial<DealFacts>, own = rules) =>
  reasonsOf({ ...healthy, ...deal }, own, today).map(({ kind }) => kind);

describe('a deal at risk', () => {
  it('is none that somebody works on, with a date ahead and a next step', () => {
    expect(kinds({})).toEqual([]);
  });

  it('is overdue from the day after its close date on', () => {
    expect(kinds({ closeOn: today })).toEqual([]);
    expect(reasonsOf({ ...healthy, closeOn: day('2026-11-22') }, rules, today)).toEqual([
      { kind: 'overdue', closeOn: day('2026-11-22'), days: 1 },
    ]);
  });

  it('is idle once so many days have passed without activity, not a day before', () => {
    expect(kinds({ touchedOn: day('2026-11-10') })).toEqual([]);
    expect(kinds({ touchedOn: day('2026-11-09') })).toEqual(['idle']);
  });

  it('was pushed as often as the rules say, or more', () => {
    expect(kinds({ pushes: 1 })).toEqual([]);
    expect(kinds({ pushes: 2 })).toEqual(['pushed']);
    expect(kinds({ pushes: 2 }, { ...rules, pushes: 3 })).toEqual([]);
  });

  it('is not named for an empty next step alone, unless an admin says so', () => {
    expect(kinds({ hasNextStep: false })).toEqual([]);
    expect(kinds({ hasNextStep: false }, { ...rules, nextStepAlone: true })).toEqual(['no_next_step']);
    expect(kinds({ hasNextStep: false, pushes: 2 })).toEqual(['pushed', 'no_next_step']);
  });

  it('is not said to lack a next step where nobody fills that in', () => {
    expect(kinds({ hasNextStep: undefined, pushes: 2 }, { ...rules, nextStepAlone: true })).toEqual([
      'pushed',
    ]);
  });
});

describe('the order in which deals are named', () => {
  it('is by how much is wrong, then by size; without an amount last, equal ones by name', () => {
    const deals = [
      { ...healthy, id: 'A', name: 'Small', pushes: 2, amount: 5n },
      { ...healthy, id: 'B', name: 'No amount', pushes: 2, amount: null },
      { ...healthy, id: 'C', name: 'Fine' },
      { ...healthy, id: 'D', name: 'Large', pushes: 2, amount: 900n },
      { ...healthy, id: 'E', name: 'Twice wrong', pushes: 2, closeOn: day('2026-11-01'), amount: 1n },
      { ...healthy, id: 'F', name: 'Also small', pushes: 2, amount: 5n },
    ];
    expect(risksOf(deals, rules, today).map(({ deal }) => deal.id)).toEqual(['E', 'D', 'F', 'A', 'B']);
  });
});

describe('what is said of a deal', () => {
  const state = (deal: Partial<DealFacts>, on = today) =>
    stateOf(reasonsOf({ ...healthy, ...deal }, rules, on));

  it('is the same after one more idle week', () => {
    const idle = { touchedOn: day('2026-11-01') };
    expect(state(idle, today.add({ days: 7 }))).toBe(state(idle));
  });

  it('is news when it lies idle again after somebody worked on it', () => {
    const again = { touchedOn: day('2026-11-20') };
    expect(state(again, day('2026-12-14'))).not.toBe(state({ touchedOn: day('2026-11-01') }));
  });

  it('is news after another push, another missed date, or a further reason', () => {
    const said = state({ pushes: 2, closeOn: day('2026-11-01') });
    expect(state({ pushes: 3, closeOn: day('2026-11-01') })).not.toBe(said);
    expect(state({ pushes: 2, closeOn: day('2026-11-15') })).not.toBe(said);
    expect(state({ pushes: 2, closeOn: day('2026-11-01'), hasNextStep: false })).not.toBe(said);
  });
});
