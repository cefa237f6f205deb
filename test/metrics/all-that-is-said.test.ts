import { describe, expect, it } from 'vitest';
import { metricNamed } from '#metrics/catalogue.ts';
import { exampleLines } from '#metrics/catalogue/lines.ts';
import type { Ingredients } from '#metrics/catalogue/metric.ts';
import type { Value } from '#model/figure.ts';
import { OF_NOTHING } from './support/all-that-is-said/of-nothing.ts';
import { OF_RICH } from './support/all-that-is-said/of-rich.ts';
import { OF_TAKEN_BACK } from './support/all-that-is-said/of-taken-back.ts';
import type { Row } from './support/all-that-is-said/row.ts';
import { NOTHING, RICH, TAKEN_BACK } from '../support/ingredients.ts';

describe('every metric, with all that it says beside its value', () => {
  it.each(OF_NOTHING)('where nothing happened: %s is %s', (...row) =>
    expect(told(NOTHING, row[0])).toEqual(row),
  );
  it.each(OF_RICH)('where there is something of everything: %s is %s', (...row) =>
    expect(told(RICH, row[0])).toEqual(row),
  );
  it.each(OF_TAKEN_BACK)('where a lock left only takings back: %s is %s', (...row) =>
    expect(told(TAKEN_BACK, row[0])).toEqual(row),
  );
});

describe('a percentile that is not reached yet', () => {
  const waiting = exampleLines([5n, 9n, 7n], { running: 2 });
  it('is no number, and says how far it is', () => {
    const given = { ...NOTHING, lines: { stage_spell: waiting, first_response: waiting } };
    expect(told(given, 'time_in_stage').slice(1)).toEqual([
      'none: fewer than half are over, after up to 9 days',
      ['apart: 2 of 3 stays are still running'],
    ]);
    expect(told(given, 'first_response_minutes').slice(1)).toEqual([
      'none: fewer than half are answered',
      ['apart: 2 of 3 are still waiting'],
    ]);
  });

  it('says nothing of running ones where there are none', () => {
    const over = exampleLines([5n, 9n, 7n]);
    const given = {
      ...NOTHING,
      lines: { stage_spell: over, stage_entry: over, first_response: over, cohort: over },
    };
    expect(told(given, 'time_in_stage').slice(1)).toEqual(['7 days', []]);
    expect(told(given, 'first_response_minutes').slice(1)).toEqual(['7 minutes', []]);
    expect(told(given, 'stage_conversion').slice(1)).toEqual(['21 / 3 ratio', []]);
    expect(told(given, 'win_rate_cohort').slice(1)).toEqual(['21 / 3 ratio', []]);
  });
});

describe('a win rate', () => {
  it.each([
    [30n, true],
    [31n, false],
  ])('of %i decided deals is too small to rank on: %s', (decided, isSmall) => {
    const sums = { won: [{ currency: '', amount: decided, n: decided }] };
    expect(told({ ...NOTHING, sums }, 'win_rate')[2][0]?.includes('too few to rank on')).toBe(isSmall);
  });
});

describe('coverage', () => {
  it('is no number once the quota is met to the cent', () => {
    const sums = {
      bookings: [{ currency: 'USD', amount: 1_000n, n: 1n }],
      won: [{ currency: '', amount: 1n, n: 1n }],
    };
    const quota = { kind: 'quota', amount: 1_000n, remarks: [] } as const;
    expect(told({ ...NOTHING, sums, quota }, 'coverage')[1]).toBe('none: quota met');
  });
});

describe('an omitted deal', () => {
  it('is spoken of as one', () => {
    const lines = { omitted: exampleLines([700n], { currency: 'USD' }) };
    expect(told({ ...NOTHING, lines }, 'forecast_commit')[2]).toEqual([
      'apart: $7 in 1 omitted deal, not counted',
    ]);
  });
});

describe('weighted attainment', () => {
  const parts = (metric: string) => ({
    ...RICH,
    weights: {
      kind: 'weights' as const,
      parts: [
        { metric, weight: 2_500n, amount: 60n },
        { metric: 'calls', weight: 7_500n, amount: 40n },
      ],
    },
  });

  it('weighs each quota by what is reached of it, over their smallest common multiple', () => {
    // 25 % × 30,000 of 60 and 75 % × 20 of 40, over 120.
    expect(told(parts('bookings'), 'attainment_weighted').slice(1)).toEqual([
      `${2_500n * 30_000n * 2n + 7_500n * 20n * 3n} / 1200000 ratio`,
      ['missing: 2 won deals have no amount', 'missing: €42 EUR of 1 deal is not added: no rate for EUR'],
    ]);
  });

  it('is no number where one of them is none, is no amount, or is not known', () => {
    expect(told({ ...parts('margin'), lines: TAKEN_BACK.lines }, 'attainment_weighted').slice(1)).toEqual([
      'none: margin: no deal has all that is needed',
      [],
    ]);
    expect(told(parts('win_rate'), 'attainment_weighted')[1]).toBe('none: win_rate: it cannot be read');
    expect(told(parts('nonsense'), 'attainment_weighted')[1]).toBe('none: nonsense: it cannot be read');
  });
});

function told(given: Ingredients, metric: string): Row {
  const { value, remarks } = metricNamed(metric).compute(given);
  return [metric, textOf(value), remarks.map(({ kind, text }) => `${kind}: ${text}`)];
}

/** The numbers themselves, before anything is divided or rounded. */
function textOf(value: Value): string {
  switch (value.kind) {
    case 'none':
      return `none: ${value.reason}`;
    case 'money':
      return `${value.money.minor} ${value.money.currency}`;
    case 'count':
      return `${value.count} ${value.of}`;
    case 'days':
      return `${value.days} days`;
    case 'quotient':
      return `${value.sum} / ${value.by} ${value.per}`;
    case 'mean_money':
      return `${value.sum} / ${value.by} ${value.currency}`;
    case 'mean_points':
      return `${value.sum} / ${value.by} points`;
  }
}
