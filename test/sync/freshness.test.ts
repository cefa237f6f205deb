import { describe, expect, it } from 'vitest';
import { defaultLateAfter, type Freshness, freshnessOf, isDropped, type Signs } from '#sync/freshness.ts';

const at = (text: string) => Temporal.Instant.from(text);
const NOW = at('2026-11-18T12:00:00Z');
const HEALTHY: Signs = {
  now: NOW,
  completeAt: at('2026-11-18T11:59:00Z'),
  lateAfterSeconds: 7_200,
  failing: [],
  counts: [],
  vanished: [],
};
const count = (trusted: number, rows: number, object = 'Opportunity') => ({
  object,
  rows: BigInt(rows),
  trusted: BigInt(trusted),
  countedAt: NOW,
  trustedAt: NOW,
});
const cause = (freshness: Freshness) => (freshness.kind === 'fresh' ? '' : freshness.cause);

describe('capability 10: whether data may be announced', () => {
  it('is fresh when everything was read a minute ago, and before anything was read at all', () => {
    expect(freshnessOf(HEALTHY)).toEqual({ kind: 'fresh' });
    expect(freshnessOf({ ...HEALTHY, completeAt: null })).toEqual({ kind: 'fresh' });
  });

  it('is late from the moment the last complete reading is older than the limit', () => {
    const readAt = (text: string) => freshnessOf({ ...HEALTHY, completeAt: at(text) }).kind;
    expect(readAt('2026-11-18T10:00:00Z')).toBe('fresh');
    expect(readAt('2026-11-18T09:59:59Z')).toBe('late');
  });

  it('is late after two hours, or after ten readings where these are further apart', () => {
    expect(defaultLateAfter(60)).toBe(7_200);
    expect(defaultLateAfter(3_600)).toBe(36_000);
  });

  it('says what keeps it from being read', () => {
    const failing = [{ object: 'Opportunity', error: 'INVALID_SESSION_ID' }];
    expect(cause(freshnessOf({ ...HEALTHY, completeAt: at('2026-11-18T08:00:00Z'), failing }))).toBe(
      'Salesforce was last read completely more than 2 hours ago. Reading Opportunity fails: INVALID_SESSION_ID',
    );
  });

  it.each([
    { trusted: 1_000, rows: 800, dropped: false, because: 'exactly a fifth' },
    { trusted: 1_000, rows: 799, dropped: true, because: 'more than a fifth' },
    { trusted: 60, rows: 11, dropped: false, because: 'fewer than fifty' },
    { trusted: 60, rows: 10, dropped: true, because: 'fifty and more than a fifth' },
    { trusted: 100, rows: 0, dropped: true, because: 'everything' },
    { trusted: 100, rows: 400, dropped: false, because: 'a rise' },
  ])('$trusted records that become $rows: $because', ({ trusted, rows, dropped }) => {
    expect(isDropped(count(trusted, rows))).toBe(dropped);
  });

  it('names what fell, and from how many to how many', () => {
    const counts = [count(1_200, 1_100, 'User'), count(10_000, 4_000)];
    expect(cause(freshnessOf({ ...HEALTHY, counts }))).toBe(
      'Much of Salesforce is gone at once: Opportunity fell from 10,000 to 4,000 records.',
    );
  });

  it('names the field that is gone and what suffers, before anything else', () => {
    const vanished = [{ object: 'Opportunity', field: 'Amount', effect: 'Bookings cannot be computed.' }];
    const all = { ...HEALTHY, vanished, counts: [count(1_000, 1)], completeAt: at('2026-11-01T00:00:00Z') };
    expect(freshnessOf(all)).toMatchObject({
      kind: 'broken-mapping',
      cause: 'Salesforce no longer shows Opportunity.Amount. Bookings cannot be computed.',
    });
  });
});
