import { beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import type { Store } from '#store/store.ts';
import { servicesOf } from '../services.ts';
import { ANA, DANA, LI, smallCompany } from '../small-company.ts';
import { press, tell, type as ask } from './asking.ts';
import { attainmentStore } from './attainment-store.ts';

const at = (text: string) => Temporal.Instant.from(text);
const BEGIN = at('2026-11-10T09:00:00Z');
const FIRST_LOOK = at('2026-11-12T13:05:00Z');
const LATER = at('2026-11-16T09:00:00Z');
const NOW = at('2026-11-18T09:00:00Z');

let services: Services;
let store: Store | undefined;
beforeEach(async () => {
  store ??= await attainmentStore();
  services = servicesOf(await smallCompany(store));
  await tell(services, 'D1', { name: 'Globex', amount: 800_000n, at: BEGIN });
  await tell(services, 'D2', { name: 'Steady', amount: 100_000n, at: BEGIN });
});

const asks = async (words: string, now: Temporal.Instant, personId = ANA) =>
  (await ask({ services, personId, now }, words)).text;

/** The lines that speak of what changed. */
const since = (text: string) => {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.includes('since you last looked') || line.startsWith('Since'));
  const end = lines.findIndex(
    (line, index) => index > start && /^(?:[A-Z][a-z]{2} \d+, |Left out|Credited)/.test(line),
  );
  return start < 0 ? [] : lines.slice(start, end).map((line) => line.replace(/<!date[^>]*>/, 'then'));
};

describe('what changed since someone last looked', () => {
  it('is nothing to speak of the first time', async () => {
    expect(since(await asks('why bookings', FIRST_LOOK))).toEqual([]);
  });

  it('is named deal by deal and sums to the difference', async () => {
    await asks('bookings', FIRST_LOOK);
    await tell(services, 'D3', { name: 'Acme', amount: 2_000_000n, at: LATER });
    await tell(services, 'D1', { name: 'Globex', amount: 800_000n, open: true, at: LATER });
    const text = await asks('why bookings', NOW);
    expect(text).toContain('<!date^1794488700^');
    expect(since(text)).toEqual([
      'Since you last looked on then: +$12,000.',
      '+$20,000 Acme, won',
      '−$8,000 Globex, reopened',
    ]);
  });

  it('is the same whether the answer or the question why comes first, and however soon why is asked again', async () => {
    await asks('why bookings', FIRST_LOOK);
    await tell(services, 'D3', { name: 'Acme', amount: 2_000_000n, at: LATER });
    await asks('bookings', NOW);
    const text = await asks('why bookings', NOW.add({ minutes: 1 }));
    expect(since(text)).toEqual(['Since you last looked on then: +$20,000.', '+$20,000 Acme, won']);
    expect(since(await asks('why bookings', NOW.add({ minutes: 2 })))).toEqual(since(text));
  });

  it('is said to be nothing when nothing changed', async () => {
    await asks('why bookings', FIRST_LOOK);
    expect(since(await asks('why bookings', NOW))).toEqual([
      'Nothing has changed since you last looked on then.',
    ]);
  });

  it('is kept apart for each person, figure and period', async () => {
    await asks('bookings', FIRST_LOOK);
    await tell(services, 'D2', { name: 'Steady', amount: 150_000n, at: LATER });
    expect(since(await asks('why deals won', NOW))).toEqual([]);
    expect(since(await asks('why bookings last quarter', NOW))).toEqual([]);
    expect(since(await asks('why bookings Ana', NOW, DANA))).toEqual([]);
    expect(since(await asks('why bookings', NOW))).toEqual([
      'Since you last looked on then: +$500.',
      '+$500 Steady, changed',
    ]);
  });

  it('names both sides of a rate, and what a new quota divides', async () => {
    const quota = (amount: bigint, known: Temporal.Instant, version: number) => ({
      person_id: ANA,
      metric: 'bookings',
      start_on: '2026-10-01',
      end_on: '2027-01-01',
      amount,
      currency: 'USD',
      source: 'csv' as const,
      source_id: 'csv',
      known_at: known.toString(),
      version,
    });
    await services.store.db
      .insertInto('quota')
      .values(quota(1_000_000n, BEGIN, 1))
      .execute();
    await asks('attainment', FIRST_LOOK);
    await services.store.db
      .insertInto('quota')
      .values(quota(1_200_000n, LATER, 2))
      .execute();
    expect(since(await asks('why attainment', NOW))).toEqual([
      'Since you last looked on then: $9,000 ÷ $12,000, before $9,000 ÷ $10,000.',
      '÷ +$2,000 Quota of Ana Silva, changed',
    ]);
  });

  it('is told of a median without a sum, and of calls by their number alone', async () => {
    const call = async (id: string) => {
      await services.store.db
        .insertInto('activity')
        .values({
          id,
          source: 'task',
          kind: 'call',
          owner_id: ANA,
          counts_on: '2026-11-11',
          record_id: null,
          account_id: null,
          subject: `Call ${id}`,
          is_deleted: false,
          modified_at: LATER.toString(),
        })
        .execute();
      await services.store.db
        .insertInto('dirty_cell')
        .values({ person_id: ANA, day: '2026-11-11' })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    };
    await call('K1');
    await tell(services, 'D2', { name: 'Steady', amount: 100_000n, at: BEGIN });
    await asks('calls', FIRST_LOOK);
    await asks('median cycle', FIRST_LOOK);
    await call('K2');
    await tell(services, 'D3', { name: 'Acme', amount: 2_000_000n, at: LATER });
    expect(since(await asks('why calls', NOW))).toEqual([
      'Since you last looked on then: +1.',
      '+1 in records whose earlier state is not kept',
    ]);
    expect(since(await asks('why median cycle', NOW))).toEqual([
      'Since you last looked on then: these records came, went or changed.',
      '+10 days Acme, won',
    ]);
  });

  it('does not name the deals of others', async () => {
    const value = JSON.stringify({
      metric: 'bookings',
      period: 'quarter:2026-10-01',
      kind: 'company',
      id: 'all',
    });
    await press({ services, personId: ANA, now: FIRST_LOOK }, value);
    await tell(services, 'D4', { name: 'Secret', amount: 500_000n, owner: LI, at: LATER });
    const { text } = await press({ services, personId: ANA, now: NOW }, value);
    expect(since(text)).toEqual(['Since you last looked on then: +$5,000.', '+$5,000 in a record of others']);
    expect(text).not.toContain('Secret');
  });
});
