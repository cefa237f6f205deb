import { describe, expect, it } from 'vitest';
import { daysBetween } from '#lib/days.ts';
import type { Adjustments } from '#metrics/quota-adjusting.ts';
import { quotaFor, type QuotaRow, type QuotaUse } from '#metrics/quota-reading.ts';
import type { Period } from '#model/period.ts';

function span(start: string, end: string): Period {
  return {
    type: 'quarter',
    id: 'Q',
    start: Temporal.PlainDate.from(start),
    end: Temporal.PlainDate.from(end),
  };
}

function row(
  start: string,
  end: string,
  amount: bigint,
  source: QuotaRow['source'] = 'salesforce',
): QuotaRow {
  return {
    start,
    end,
    amount,
    currency: 'USD',
    source,
    version: 1,
    effectiveOn: null,
    restores: null,
    weight: null,
  };
}

const Q1 = span('2025-01-01', '2025-04-01');
const MONTHS = [
  row('2025-01-01', '2025-02-01', 10n),
  row('2025-02-01', '2025-03-01', 20n),
  row('2025-03-01', '2025-04-01', 30n),
];

function said(rows: readonly QuotaRow[], period = Q1): bigint | string {
  const quota = quotaFor(period, rows, { currency: 'USD' });
  return quota.kind === 'quota' ? quota.amount : quota.reason;
}

describe('the quota of a period', () => {
  it('is its own row', () => {
    expect(said([row('2025-01-01', '2025-04-01', 70n), ...MONTHS])).toBe(70n);
  });

  it('is the sum of the parts that fill it', () => {
    expect(said(MONTHS)).toBe(60n);
    expect(said([...MONTHS, row('2024-10-01', '2025-01-01', 5n), row('2025-04-01', '2025-07-01', 5n)])).toBe(
      60n,
    );
  });

  it('may be filled by parts of different length', () => {
    const half = row('2025-01-01', '2025-03-01', 33n);
    expect(said([half, ...MONTHS.slice(2)])).toBe(63n);
    expect(said([half, ...MONTHS])).toBe(63n);
  });

  it('comes from a file before it comes from Salesforce', () => {
    expect(said([row('2025-01-01', '2025-04-01', 70n), row('2025-01-01', '2025-04-01', 80n, 'csv')])).toBe(
      80n,
    );
    const filed = MONTHS.map((it) => ({ ...it, source: 'csv' as const, amount: 1n }));
    expect(said([row('2025-01-01', '2025-04-01', 70n), ...filed])).toBe(3n);
  });

  it('is unknown when only a part of it is covered, and says which', () => {
    expect(said(MONTHS.slice(0, 2))).toBe('quota covers only Jan 1, 2025 to Feb 28, 2025');
    expect(said([...MONTHS.slice(0, 1), ...MONTHS.slice(2)])).toBe(
      'quota covers only Jan 1, 2025 to Jan 31, 2025 and Mar 1, 2025 to Mar 31, 2025',
    );
  });

  it('is never mixed with another currency', () => {
    const euros = { ...row('2025-01-01', '2025-04-01', 70n), currency: 'EUR' };
    expect(said([euros])).toBe('quota is in EUR');
    expect(
      said([row('2025-01-01', '2025-04-01', 70n), { ...euros, version: 2, effectiveOn: '2025-02-01' }]),
    ).toBe('quota is in USD, EUR');
    expect(said([{ ...euros, source: 'csv' }, row('2025-01-01', '2025-04-01', 5n)])).toBe(5n);
  });

  it('is never cut out of a longer one', () => {
    expect(said([row('2025-01-01', '2026-01-01', 400n)])).toBe(
      'quota covers only Jan 1, 2025 to Dec 31, 2025',
    );
  });

  it('does not exist when there is nothing, or nothing to reach', () => {
    expect(said([])).toBe('no quota');
    expect(said([row('2025-01-01', '2025-04-01', 0n)])).toBe('no quota');
  });
});

/** Monday to Friday from a day to another, the last one not included. */
function weekdays(from: string, to: string): number {
  const start = Temporal.PlainDate.from(from);
  const days = daysBetween(start, Temporal.PlainDate.from(to));
  return Array.from({ length: days }, (_, n) => start.add({ days: n })).filter((it) => it.dayOfWeek <= 5)
    .length;
}

describe('a quota of which less is asked', () => {
  const quarter = row('2025-01-01', '2025-04-01', 30_000_000n);
  /** Every ISO week has five working days; January to March 2025 have 64, of which we take 65 by counting 1 April. */
  const long = span('2025-01-01', '2025-04-02');
  const adjusted = (facts: Adjustments['facts'], unit = 'working days'): QuotaUse => ({
    currency: 'USD',
    adjustments: {
      facts,
      unit,
      days: (from, to) =>
        unit === 'working days'
          ? weekdays(from, to)
          : daysBetween(Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)),
    },
  });
  const fact = (kind: 'ramp' | 'leave', value: string, from: string, to: string) => ({
    personId: 'ann',
    kind,
    value,
    from,
    to,
  });

  it('capability 7: 300,000 with 10 of 65 working days of leave is 253,846.15, and its lines sum to it', () => {
    const whole = row('2025-01-01', '2025-04-02', 30_000_000n);
    const leave = adjusted([fact('leave', 'parental', '2025-02-03', '2025-02-15')]);
    const quota = quotaFor(long, [whole], leave);
    expect(quota).toMatchObject({
      amount: 25_384_615n,
      notes: ['10 of 65 working days on leave'],
    });
    const lines = quota.kind === 'quota' ? quota.lines : [];
    expect(lines.reduce((sum, line) => sum + line.amount, 0n)).toBe(25_384_615n);
    expect(lines.map(({ note }) => note)).toEqual(['', 'on leave', '']);
  });

  it('capability 7: calendar days may be counted instead, and that is said', () => {
    const leave = adjusted([fact('leave', 'parental', '2025-01-01', '2025-01-10')], 'calendar days');
    expect(quotaFor(Q1, [quarter], leave)).toMatchObject({
      amount: 27_000_000n,
      notes: ['9 of 90 calendar days on leave'],
    });
  });

  it('capability 7: a ramp by months gives what each month asks', () => {
    const months = MONTHS.map((it) => ({ ...it, amount: 4_000_000n }));
    const ramp = adjusted([
      fact('ramp', '0.25', '2025-01-01', '2025-02-01'),
      fact('ramp', '0.5', '2025-02-01', '2025-03-01'),
    ]);
    const quota = quotaFor(Q1, months, ramp);
    expect(quota).toMatchObject({
      amount: 7_000_000n,
      notes: ['23 of 23 working days ramp 25%', '20 of 20 working days ramp 50%'],
    });
  });

  it('capability 7: a change on the way asks for the new quota from its day on', () => {
    const changed = {
      ...row('2025-01-01', '2025-04-02', 36_500_000n),
      version: 2,
      effectiveOn: '2025-02-06',
    };
    const first = row('2025-01-01', '2025-04-02', 30_000_000n);
    const quota = quotaFor(long, [changed, first], adjusted([]));
    expect(quota).toMatchObject({
      amount: 33_900_000n,
      notes: ['26 of 65 working days version 1', '39 of 65 working days version 2'],
    });
  });

  it('is no quota at all on leave all the time', () => {
    const away = adjusted([fact('leave', 'parental', '2024-12-01', '2025-06-01')]);
    expect(quotaFor(Q1, [quarter], away)).toMatchObject({
      kind: 'none',
      reason: 'no quota: on leave or not yet ramped all of the period',
    });
  });

  it('carries its weight where all of its parts have the same', () => {
    const weighed = MONTHS.map((it) => ({ ...it, weight: 4_000 }));
    expect(quotaFor(Q1, weighed, { currency: 'USD' })).toMatchObject({ weight: 4_000 });
    expect(quotaFor(Q1, [...weighed.slice(1), ...MONTHS.slice(0, 1)], { currency: 'USD' })).toMatchObject({
      weight: null,
    });
  });

  it('that was taken back leaves the one from Salesforce', () => {
    const filed = row('2025-01-01', '2025-04-01', 80n, 'csv');
    const rows = [
      row('2025-01-01', '2025-04-01', 70n),
      filed,
      { ...filed, amount: 0n, version: 2, restores: 0 },
    ];
    expect(said(rows)).toBe(70n);
    expect(said(rows.slice(0, 2))).toBe(80n);
    expect(said([...rows, { ...filed, amount: 90n, source: 'slack', version: 3 }])).toBe(90n);
  });
});
