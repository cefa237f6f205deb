import { describe, expect, it } from 'vitest';
import { METRICS, metricNamed } from '#metrics/catalogue.ts';
import type { Ingredients, Tally } from '#metrics/catalogue/metric.ts';
import { formatValue, valueForChart } from '#metrics/figure-text.ts';

const NOTHING: Ingredients = {
  currency: 'USD',
  sums: {},
  open: [],
  medianDays: undefined,
  quota: { kind: 'none', reason: 'no quota' },
  lines: {},
};

function given(some: Partial<Ingredients>): Ingredients {
  return { ...NOTHING, ...some };
}

function tally(amount: bigint, n: bigint, currency = ''): readonly Tally[] {
  return [{ currency, amount, n }];
}

function remarksOf(metric: string, some: Partial<Ingredients>): readonly string[] {
  return metricNamed(metric)
    .compute(given(some))
    .remarks.map((it) => `${it.kind}: ${it.text}`);
}

describe('the catalogue', () => {
  it.each(METRICS.map((metric) => [metric.id, metric] as const))(
    'computes the worked example of %s',
    (_, metric) => {
      expect(metric.compute(given(metric.workedExample.given)).value).toEqual(metric.workedExample.result);
    },
  );

  it('knows the metrics people may type, each once', () => {
    const ids = METRICS.map((it) => it.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(
      expect.arrayContaining(['bookings', 'win_rate', 'coverage', 'attainment', 'touch_points']),
    );
  });

  it('has a number or the reason why there is none where nothing happened', () => {
    const silent = METRICS.map((it) => it.compute(NOTHING).value)
      .filter((it) => it.kind === 'none')
      .map((it) => it.reason);
    expect(silent.every((reason) => reason.length > 5)).toBe(true);
    for (const id of ['bookings', 'deals_won', 'open_pipeline', 'calls', 'units', 'forecast_commit'])
      expect(['money', 'count']).toContain(metricNamed(id).compute(NOTHING).value.kind);
    for (const id of ['win_rate', 'coverage', 'attainment', 'turnover', 'time_in_stage', 'sales_velocity'])
      expect(metricNamed(id).compute(NOTHING).value.kind).toBe('none');
  });

  it('finds a metric in any case and says which one was probably meant', () => {
    expect(metricNamed(' Win_Rate ').id).toBe('win_rate');
    expect(() => metricNamed('boookings')).toThrow('did you mean bookings?');
    expect(() => metricNamed('xyz')).toThrow(/^"xyz" is no metric I know\.$/);
  });
});

describe('sales velocity', () => {
  it('is no number where a reopened loss, taken back after a lock, outweighs what was decided', () => {
    const sums = {
      bookings: tally(100n, 1n, 'USD'),
      won: tally(1n, 1n),
      lost: tally(-1n, -1n),
      cycle_days: tally(20n, 1n),
    };
    expect(metricNamed('sales_velocity').compute(given({ sums })).value).toEqual({
      kind: 'none',
      reason: 'no decided deals',
    });
  });
});

describe('what a figure leaves out it says', () => {
  it('won deals without an amount', () => {
    const sums = { bookings: tally(100n, 1n, 'USD'), won: tally(3n, 3n) };
    expect(remarksOf('bookings', { sums })).toEqual(['missing: 2 won deals have no amount']);
    expect(remarksOf('attainment', { sums })).toEqual(['missing: 2 won deals have no amount']);
  });

  it('amounts in a currency without a rate, which are never added', () => {
    const sums = { bookings: [...tally(100n, 1n, 'USD'), ...tally(4200n, 1n, 'EUR')], won: tally(2n, 2n) };
    expect(remarksOf('bookings', { sums })).toEqual([
      'missing: €42 EUR of 1 deal is not added: no rate for EUR',
    ]);
    expect(metricNamed('bookings').compute(given({ sums })).value).toMatchObject({ money: { minor: 100n } });
  });

  it('overdue deals: included in the open pipeline, not counted in the coverage', () => {
    const open = [
      {
        currency: 'USD',
        amount: 900_00n,
        deals: 3n,
        withoutAmount: 1n,
        overdueAmount: 300_00n,
        overdueDeals: 1n,
      },
    ];
    expect(remarksOf('open_pipeline', { open })).toEqual([
      'apart: $300 in 1 overdue deal included',
      'missing: 1 open deal has no amount',
    ]);
    const covered = metricNamed('coverage').compute(
      given({ open, quota: { kind: 'quota', amount: 200_00n, remarks: [] } }),
    );
    expect(covered.value).toEqual({ kind: 'quotient', sum: 600_00n, by: 200_00n, per: 'ratio' });
    expect(covered.remarks[0]?.text).toBe('$300 in 1 overdue deal not counted');
  });
});

describe('a quota that is met', () => {
  it('leaves nothing to cover, and attainment passes 100 %', () => {
    const some = {
      sums: { bookings: tally(300n, 1n, 'USD') },
      quota: { kind: 'quota', amount: 200n, remarks: [] },
    } as const;
    expect(metricNamed('coverage').compute(given(some)).value).toEqual({ kind: 'none', reason: 'quota met' });
    expect(metricNamed('attainment').compute(given(some)).value).toMatchObject({ sum: 300n, by: 200n });
  });
});

describe('the worked examples of the domain', () => {
  const money = { bookings: tally(200_00n, 1n, 'USD'), won: tally(1n, 1n) };
  const open = [
    { currency: 'USD', amount: 900_00n, deals: 3n, withoutAmount: 0n, overdueAmount: 0n, overdueDeals: 0n },
  ];
  const quota = { kind: 'quota', amount: 500_00n, remarks: [] } as const;
  const shown = (metric: string, some: Partial<Ingredients>) =>
    formatValue({ metric, value: metricNamed(metric).compute(given(some)).value });

  it('capability 30: from open 900, quota 500 and won 200, coverage is 3, of the whole quota 1.8', () => {
    expect(shown('coverage', { sums: money, open, quota })).toBe('3 times');
    expect(shown('coverage_whole', { sums: money, open, quota })).toBe('1.8 times');
  });

  it('capability 35: 12 of 30 is 40 %, 24.6 to 57.7 %, and not to be ranked on', () => {
    const sums = { won: tally(12n, 12n), lost: tally(18n, 18n) };
    expect(shown('win_rate', { sums })).toBe('40%');
    expect(remarksOf('win_rate', { sums })).toEqual([
      'sample: 12 of 30 decided deals: between 24.6% and 57.7% with 95% confidence; too few to rank on',
    ]);
  });

  it('capability 35: velocity is 14,215 a day, and a 10 % shorter cycle lifts it by 11.1 %', () => {
    const { given: usual } = metricNamed('sales_velocity').workedExample;
    const velocity = (days: bigint) => {
      const sums = { ...usual.sums, cycle_days: tally(days, 220n) };
      return valueForChart(metricNamed('sales_velocity').compute(given({ ...usual, sums })).value) ?? 0;
    };
    expect(velocity(78n * 220n)).toBeCloseTo(14_215.38, 2);
    expect(velocity((78n * 220n * 9n) / 10n) / velocity(78n * 220n) - 1).toBeCloseTo(0.111, 3);
  });

  it('capability 34: activity is told to be read beside an outcome', () => {
    expect(metricNamed('followup_cadence').definition).toContain('read it beside bookings');
  });
});
