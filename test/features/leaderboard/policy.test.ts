import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparedWith, postedPeriods, type Snapshot } from '#features/leaderboard/baseline.ts';
import { movementCell, movementOf, movementWords } from '#features/leaderboard/movement.ts';
import { type Entrants, ranksOf, standingsOf } from '#features/leaderboard/policy.ts';
import { metricNamed } from '#metrics/catalogue.ts';
import type { Value } from '#model/figure.ts';
import { figureOf, inShort, usd } from './figures.ts';

const entrants = (metric: string, changes: Partial<Entrants> = {}): Entrants => ({
  metric: metricNamed(metric),
  isListed: () => true,
  isExpected: () => true,
  shares: new Map(),
  before: undefined,
  ...changes,
});
const rate = (sum: bigint, by: bigint): Value => ({ kind: 'quotient', sum, by, per: 'ratio' });

describe('places', () => {
  it('are shared by equal results, and the next is skipped', () => {
    const figures = [
      figureOf('Bo', usd(40)),
      figureOf('Al', usd(40)),
      figureOf('Cy', usd(30)),
      figureOf('Di', usd(50)),
    ];
    expect(inShort(standingsOf(figures, entrants('bookings')).places)).toBe('1 Di, 2 Al, 2 Bo, 4 Cy');
  });

  it('compare rates exactly, not by their rounded percentages', () => {
    const figures = [
      figureOf('A', rate(1000n, 3001n)),
      figureOf('B', rate(1000n, 3000n)),
      figureOf('C', rate(500n, 1500n)),
    ];
    expect(inShort(standingsOf(figures, entrants('win_rate')).places)).toBe('1 B, 1 C, 3 A');
  });

  it('of a sales cycle go to the shortest', () => {
    const days = (sum: bigint): Value => ({ kind: 'quotient', sum, by: 5n, per: 'days' });
    const figures = [figureOf('Slow', days(300n)), figureOf('Fast', days(100n))];
    expect(inShort(standingsOf(figures, entrants('sales_cycle_days')).places)).toBe('1 Fast, 2 Slow');
  });

  it('are not given to nothing, to too few deals, or to no number; those are counted', () => {
    const figures = [
      figureOf('Some', rate(20n, 40n)),
      figureOf('None', rate(0n, 40n)),
      figureOf('Few', rate(2n, 3n)),
      figureOf('Empty', { kind: 'none', reason: 'no decided deals' }),
    ];
    const standings = standingsOf(figures, entrants('win_rate'));
    expect(inShort(standings.places)).toBe('1 Some');
    expect(standings).toMatchObject({
      withoutAny: 1,
      tooFew: 1,
      unranked: new Map([['no decided deals', 1]]),
    });
  });

  it('leave out leavers, and do not count people of whom nothing is expected', () => {
    const figures = [
      figureOf('Here', usd(5)),
      figureOf('Left', usd(9)),
      figureOf('New', usd(0)),
      figureOf('Ops', usd(0)),
    ];
    const rules = entrants('bookings', { isListed: (id) => id !== 'Left', isExpected: (id) => id !== 'Ops' });
    const standings = standingsOf(figures, rules);
    expect(inShort(standings.places)).toBe('1 Here');
    expect(standings.withoutAny).toBe(1);
  });

  it('leave nobody out and never depend on the order of reading', () => {
    const people = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1 }), fc.integer({ min: -5, max: 5 })), {
      selector: ([name]) => name,
      maxLength: 30,
    });
    fc.assert(
      fc.property(people, (all) => {
        const figures = all.map(([name, amount]) => figureOf(name, usd(amount)));
        const { places, withoutAny } = standingsOf(figures, entrants('bookings'));
        expect(places.length + withoutAny).toBe(figures.length);
        const reversed = standingsOf(figures.toReversed(), entrants('bookings'));
        expect(inShort(reversed.places)).toBe(inShort(places));
        for (const { rank, figure } of places) {
          const better = places.filter(
            (other) => amountOf(other.figure.value) > amountOf(figure.value),
          ).length;
          expect(rank).toBe(better + 1);
        }
      }),
    );
  });
});

const amountOf = (value: Value) => (value.kind === 'money' ? value.money.minor : 0n);

describe('movement', () => {
  it.each([
    [1, 3, '▲ up 2'],
    [3, 1, '▼ down 2'],
    [2, 2, '= same'],
    [2, undefined, '+ new'],
  ])('from place %s, before %s, is "%s"', (rank, before, cell) => {
    const movement = movementOf(rank, before);
    expect(movementCell(movement)).toBe(cell);
    expect(cell).toContain(movementWords(movement));
  });

  it('is not shown on a first board', () => {
    const figures = [figureOf('A', usd(1)), figureOf('B', usd(2))];
    expect(standingsOf(figures, entrants('bookings')).places.every(({ movement }) => !movement)).toBe(true);
    const again = standingsOf(figures, entrants('bookings', { before: { A: 1 } }));
    expect(again.places.map(({ movement }) => movement?.kind)).toEqual(['new', 'down']);
    expect(ranksOf(again)).toEqual({ B: 1, A: 2 });
  });
});

describe('what a board is compared with', () => {
  const snapshot = (slot: string, periodStart: string, kind: Snapshot['kind'] = 'due'): Snapshot => ({
    slotAt: Temporal.Instant.from(`${slot}T08:00:00Z`),
    periodStart,
    kind,
    ranks: {},
  });
  const november = [
    snapshot('2026-11-16', '2026-11-01'),
    snapshot('2026-11-09', '2026-11-01'),
    snapshot('2026-11-02', '2026-11-01'),
    snapshot('2026-11-02', '2026-10-01', 'final'),
    snapshot('2026-10-26', '2026-10-01'),
  ];

  it('is the last time it was due in the same period', () => {
    expect(comparedWith(november, '2026-11-01')?.slotAt.toString()).toBe('2026-11-09T08:00:00Z');
  });

  it('is the end of the period before, the first time in a new one', () => {
    expect(comparedWith(november.slice(2), '2026-11-01')?.kind).toBe('final');
  });

  it('is nothing on a first board', () => {
    expect(comparedWith([snapshot('2026-11-02', '2026-11-01')], '2026-11-01')).toBeUndefined();
    expect(comparedWith([], '2026-11-01')).toBeUndefined();
  });

  it('knows which periods have a message', () => {
    expect(postedPeriods(november)).toEqual(['2026-11-01', '2026-10-01']);
  });
});
