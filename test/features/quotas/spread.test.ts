import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { quotas } from '#features/quotas/index.ts';
import { wishesFor } from '#features/quotas/spread.ts';
import { day } from '#lib/days.ts';
import type { Database } from '#store/database.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { servicesOf } from '../services.ts';
import { smallCompany } from '../small-company.ts';
import { quotasInSlack } from './slack.ts';

const now = Temporal.Instant.from('2026-11-18T09:00:00Z');
const YEAR = { type: 'year', id: '2027', start: day('2027-01-01'), end: day('2028-01-01') } as const;
const HALVES = [
  { start: '2027-01-01', end: '2027-07-01' },
  { start: '2027-07-01', end: '2028-01-01' },
];

describe('a plan divided over people', () => {
  it('is asked of them to the cent, part by part, whatever their weights', () => {
    const amounts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 2, maxLength: 2 });
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(amounts, weights, (plan, own) => {
        const people = own.map((weight, n) => ({ personId: `p${n}`, weight }));
        const finest = HALVES.map((half, at) => ({ ...half, amount: plan[at] ?? 0n }));
        const about = { metric: 'bookings', whole: YEAR, currency: 'USD', percent: 12_500n };
        const wishes = wishesFor(finest, people, about);
        for (const { start, amount } of finest) {
          const parts = wishes.filter((it) => it.start === start && !it.withdraws);
          expect(parts.reduce((sum, it) => sum + it.amount, 0n)).toBe((amount * 125n) / 100n);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('spreading the company’s plan', () => {
  let database: Database;
  let services: Services;
  beforeAll(async () => {
    database = await openTestDatabase({ migrations: quotas.migrations ?? {} });
    services = servicesOf(await smallCompany(await database.installation(freshInstallationId())), { now });
  });
  afterAll(() => database.close());
  const slack = quotasInSlack(
    () => services,
    () => now,
  );

  it('asks people in proportion to last year’s quotas, and shows how much more that is than the plan', async () => {
    const spread = { metric: 'bookings', period: '2027', by: 'quota', over: '125' };
    const early = await slack.submit('installer', 'quotas.spread', { values: spread });
    expect(JSON.stringify(early)).toContain('The company has no plan for bookings in 2027');
    const csv =
      'rep_email,period,metric,amount\nana.silva@example.com,2026,bookings,300000\nli.wei@example.com,2026,bookings,100000';
    await slack.confirm('installer', 'quotas.import', { csv });
    const plan = { metric: 'bookings', period: '2027', amount: '800000', depth: 'quarter' };
    await slack.confirm('installer', 'quotas.split', { ...plan, curve: '22/24/26/28' });
    const { preview, done } = await slack.confirm('installer', 'quotas.spread', spread);
    expect(preview).toContain('8 quotas of 2 people');
    expect(preview).toContain('Ana Silva, 2027-Q1, bookings: $165,000, no quota so far');
    expect(preview).toContain('Li Wei, 2027-Q4, bookings: $70,000, no quota so far');
    expect(done).toContain(
      '$1,000,000 asked of people for a plan of $800,000, 125%; the plan is reached at 80% attainment',
    );
    const again = await slack.submit('installer', 'quotas.spread', { values: spread });
    expect(JSON.stringify(again)).toContain('All of this holds already. Name another period, or cancel.');
    const wrong = await slack.submit('installer', 'quotas.spread', { values: { ...spread, over: '900' } });
    expect(wrong).toMatchObject({
      errors: { over: '"900" is no percentage from 1 to 399. Write one such as 100 or 125.' },
    });
  });
});
