import { describe, expect, it } from 'vitest';
import { day } from '#lib/days.ts';
import { commitmentState, newCommitments, newsOf, rememberedOf } from '#features/digest/since.ts';
import { type Risk, stateOf } from '#features/digest/risk.ts';

const risk = (id: string, times = 2): Risk => ({
  deal: {
    id,
    name: id,
    ownerId: 'P1',
    ownerName: 'Ana Silva',
    amount: null,
    currency: 'USD',
    closeOn: day('2026-12-20'),
    touchedOn: day('2026-11-20'),
    pushes: times,
    hasNextStep: true,
  },
  reasons: [{ kind: 'pushed', times }],
});
const nothing = { said: new Map(), acted: new Map() };
const ids = (risks: readonly Risk[]) => risks.map(({ deal }) => deal.id);

describe('what changed since the last digest', () => {
  it('is everything the first time, as far as there is room', () => {
    const news = newsOf([risk('A'), risk('B'), risk('C')], nothing, 2);
    expect([ids(news.named), ids(news.more), news.unchanged]).toEqual([['A', 'B'], ['C'], 0]);
  });

  it('is nothing of a deal that stands as it was said, and the deal again once it was pushed once more', () => {
    const said = new Map([
      ['A', stateOf(risk('A').reasons)],
      ['B', stateOf(risk('B').reasons)],
    ]);
    const news = newsOf([risk('A'), risk('B', 3)], { ...nothing, said }, 5);
    expect([ids(news.named), news.unchanged]).toEqual([['B'], 1]);
  });

  it('is nothing of a deal that somebody has in hand, until it changes', () => {
    const acted = new Map([['A', new Set([stateOf(risk('A').reasons)])]]);
    expect(newsOf([risk('A')], { ...nothing, acted }, 5).named).toEqual([]);
    expect(ids(newsOf([risk('A', 3)], { ...nothing, acted }, 5).named)).toEqual(['A']);
  });
});

describe('what was agreed', () => {
  const promise = {
    id: '7',
    ownerId: 'P1',
    ownerName: 'Ana Silva',
    words: 'call',
    dueOn: day('2026-11-25'),
    why: 'agreed',
  };
  const monday = day('2026-11-23');

  it('is said when it falls due and again when it is overdue, each once', () => {
    const said = new Map([commitmentState(promise, monday)]);
    expect(newCommitments([promise], { said: new Map(), today: monday })).toEqual([promise]);
    expect(newCommitments([promise], { said, today: monday })).toEqual([]);
    const next = monday.add({ weeks: 1 });
    expect(newCommitments([promise], { said, today: next })).toEqual([promise]);
    expect(
      newCommitments([promise], { said: new Map([commitmentState(promise, next)]), today: next }),
    ).toEqual([]);
  });
});

describe('what is remembered as said', () => {
  it('is what was named now or before, not what there was no room for', () => {
    const all = [risk('A'), risk('B'), risk('C')];
    const said = new Map([['B', stateOf(risk('B').reasons)]]);
    const { named } = newsOf(all, { ...nothing, said }, 1);
    expect(Object.keys(rememberedOf(all, { named, said }))).toEqual(['A', 'B']);
  });

  it('is forgotten of a deal that was all right meanwhile: should it be at risk again, that is news', () => {
    const said = new Map([['A', stateOf(risk('A').reasons)]]);
    expect(rememberedOf([], { named: [], said })).toEqual({});
  });
});
