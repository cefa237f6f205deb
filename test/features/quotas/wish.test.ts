import { describe, expect, it } from 'vitest';
import { changeOf, type KnownVersion, type QuotaWish } from '#features/quotas/wish.ts';

const QUARTER = { start: '2026-10-01', end: '2027-01-01' };
const TODAY = Temporal.PlainDate.from('2026-11-18');

const wish = (amount: bigint, some: Partial<QuotaWish> = {}): QuotaWish => ({
  personId: 'ann',
  metric: 'bookings',
  ...QUARTER,
  amount,
  currency: 'USD',
  weight: null,
  effectiveOn: null,
  reason: null,
  ...some,
});
const version = (amount: bigint, some: Partial<KnownVersion> = {}): KnownVersion => ({
  ...QUARTER,
  amount,
  currency: 'USD',
  source: 'csv',
  version: 1,
  effectiveOn: null,
  restores: null,
  weight: null,
  knownOn: '2026-09-20',
  ...some,
});

describe('a change of a quota', () => {
  it('capability 7: of a running period is prospective, with what held before', () => {
    expect(changeOf(wish(20n), [version(10n)], TODAY)).toMatchObject({
      before: { amount: 10n },
      effectiveOn: '2026-11-18',
    });
  });

  it('holds for the whole period when it is the first, before the period begins, and when it is over', () => {
    const days = (versions: readonly KnownVersion[], today: string) =>
      changeOf(wish(20n), versions, Temporal.PlainDate.from(today))?.effectiveOn;
    expect(days([], '2026-11-18')).toBeNull();
    expect(days([version(10n)], '2026-09-30')).toBeNull();
    expect(days([version(10n)], '2027-01-01')).toBeNull();
  });

  it('of what became known today corrects it for the same days', () => {
    const slip = version(10n, { knownOn: '2026-11-18' });
    expect(changeOf(wish(20n), [slip], TODAY)?.effectiveOn).toBeNull();
    const middle = version(15n, { version: 2, knownOn: '2026-11-18', effectiveOn: '2026-11-16' });
    expect(changeOf(wish(20n), [version(10n), middle], TODAY)?.effectiveOn).toBe('2026-11-16');
  });

  it('holds from the day that is named', () => {
    expect(changeOf(wish(20n, { effectiveOn: '2026-12-01' }), [version(10n)], TODAY)?.effectiveOn).toBe(
      '2026-12-01',
    );
    expect(changeOf(wish(20n, { effectiveOn: '2026-10-01' }), [version(10n)], TODAY)?.effectiveOn).toBeNull();
  });

  it('is none where it is the quota already, and keeps the weight there is', () => {
    expect(changeOf(wish(10n), [version(10n, { weight: 4_000 })], TODAY)).toBeUndefined();
    expect(changeOf(wish(20n), [version(10n, { weight: 4_000 })], TODAY)?.weight).toBe(4_000);
    expect(changeOf(wish(10n, { weight: 5_000 }), [version(10n)], TODAY)?.weight).toBe(5_000);
  });

  it('of a quota from Salesforce begins a line of our own', () => {
    const theirs = version(10n, { source: 'salesforce' });
    expect(changeOf(wish(10n), [theirs], TODAY)).toMatchObject({
      before: { source: 'salesforce' },
      effectiveOn: null,
    });
  });
});
