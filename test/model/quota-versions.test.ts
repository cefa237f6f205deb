import { describe, expect, it } from 'vitest';
import { inForce, type QuotaVersion } from '#model/quota-versions.ts';

function version(number: number, amount: bigint, some: Partial<QuotaVersion> = {}): QuotaVersion {
  return {
    start: '2026-10-01',
    end: '2027-01-01',
    amount,
    source: 'csv',
    version: number,
    effectiveOn: null,
    restores: null,
    ...some,
  };
}

const said = (versions: readonly QuotaVersion[]) =>
  inForce(versions).map(({ from, to, version: { amount } }) => `${from}..${to} ${amount}`);

describe('versions of a quota', () => {
  it('the last one counts, in whatever order they are read', () => {
    expect(said([version(2, 20n), version(1, 10n)])).toEqual(['2026-10-01..2027-01-01 20']);
  });

  it('a change in the middle leaves the days before it as they were', () => {
    expect(said([version(1, 10n), version(2, 20n, { effectiveOn: '2026-11-16' })])).toEqual([
      '2026-10-01..2026-11-16 10',
      '2026-11-16..2027-01-01 20',
    ]);
  });

  it('an earlier day takes back what was changed after it', () => {
    const middle = version(2, 20n, { effectiveOn: '2026-11-16' });
    expect(said([version(1, 10n), middle, version(3, 30n, { effectiveOn: '2026-11-02' })])).toEqual([
      '2026-10-01..2026-11-02 10',
      '2026-11-02..2027-01-01 30',
    ]);
    expect(said([version(1, 10n), middle, version(3, 30n)])).toEqual(['2026-10-01..2027-01-01 30']);
  });

  it('a restored version brings back exactly what held then', () => {
    const middle = version(2, 20n, { effectiveOn: '2026-11-16' });
    const rolledBack = [version(1, 10n), middle, version(3, 30n), version(4, 0n, { restores: 2 })];
    expect(said(rolledBack)).toEqual(['2026-10-01..2026-11-16 10', '2026-11-16..2027-01-01 20']);
    expect(said([...rolledBack, version(5, 0n, { restores: 0 })])).toEqual([]);
    expect(said([...rolledBack, version(5, 50n)])).toEqual(['2026-10-01..2027-01-01 50']);
  });

  it('one that would begin after its period changes nothing', () => {
    expect(said([version(1, 10n), version(2, 20n, { effectiveOn: '2027-01-01' })])).toEqual([
      '2026-10-01..2027-01-01 10',
    ]);
  });
});
