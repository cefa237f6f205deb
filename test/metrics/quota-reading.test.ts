import { describe, expect, it } from 'vitest';
import { quotaFor, type QuotaRow } from '#metrics/quota-reading.ts';
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
  return { start, end, amount, source };
}

const Q1 = span('2025-01-01', '2025-04-01');
const MONTHS = [
  row('2025-01-01', '2025-02-01', 10n),
  row('2025-02-01', '2025-03-01', 20n),
  row('2025-03-01', '2025-04-01', 30n),
];

function said(rows: readonly QuotaRow[], period = Q1): bigint | string {
  const quota = quotaFor(period, rows);
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
    expect(said(MONTHS.slice(0, 2))).toBe('quota covers only 2025-01-01 to 2025-02-28');
    expect(said([...MONTHS.slice(0, 1), ...MONTHS.slice(2)])).toBe(
      'quota covers only 2025-01-01 to 2025-01-31 and 2025-03-01 to 2025-03-31',
    );
  });

  it('is never cut out of a longer one', () => {
    expect(said([row('2025-01-01', '2026-01-01', 400n)])).toBe('quota covers only 2025-01-01 to 2025-12-31');
  });

  it('does not exist when there is nothing, or nothing to reach', () => {
    expect(said([])).toBe('no quota');
    expect(said([row('2025-01-01', '2025-04-01', 0n)])).toBe('no quota');
  });
});
