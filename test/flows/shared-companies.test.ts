import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { noProgress } from '#lib/progress.ts';
import { figureRows } from '#metrics/figure-rows.ts';
import { figuresFor } from '#metrics/figures-for.ts';
import type { Store } from '#store/store.ts';
import { testStore } from '../support/database.ts';
import { readCompany } from '../support/oracle/read-company.ts';

/** Two companies' data that lie beside the project on some machines; a clone does without them. */
const SHARED = new URL('../../../shared/data/', import.meta.url).pathname;
const orgOf = (name: string) => `${SHARED}${name}/org`;

async function ask(
  { store, now }: { readonly store: Store; readonly now: Temporal.Instant },
  [metrics, by, periods]: readonly [string, string, string],
) {
  return figureRows(await figuresFor({ store, now }, { metrics, by, periods }));
}

describe.skipIf(!existsSync(orgOf('maven_crm')))('a hardware seller of 8,800 deals', () => {
  it('has the figures that its publisher’s files add up to', { timeout: 240_000 }, async () => {
    const store = await testStore();
    const clock = await readCompany(store, orgOf('maven_crm'), noProgress);
    const at = { store, now: clock.now() };
    const year =
      'bookings,deals_won,deals_lost,win_rate,avg_deal_size,sales_cycle_days,sales_cycle_median_days';
    const values = (await ask(at, [year, 'company', '2017'])).map(({ value }) => value);
    expect(values.slice(0, 3)).toEqual(['10005534.00', '4238', '2473']);
    expect(values.slice(3).map((value) => Number(value).toFixed(value.includes('.') ? 4 : 0))).toEqual([
      '0.6315',
      '2360.9100',
      expect.stringMatching(/^51\.78/),
      '57',
    ]);
    expect((await ask(at, ['bookings', 'company', '2017-Q4']))[0]?.value).toBe('2802496.00');
    const people = await ask(at, ['bookings', 'person', '2017-Q4']);
    const first = people.toSorted((a, b) => Number(b.value) - Number(a.value))[0];
    expect(first).toMatchObject({ name: 'Darcel Schlecht', value: '357666.00', unit: 'USD' });
  });
});

describe.skipIf(!existsSync(orgOf('adventureworks')))('a bicycle maker with a custom year', () => {
  it('reached 8 of its 163 quotas', { timeout: 240_000 }, async () => {
    const store = await testStore();
    const clock = await readCompany(store, orgOf('adventureworks'), noProgress);
    const rows = await store.db.selectFrom('fiscal_period').select('start_on').orderBy('start_on').execute();
    const periods = rows.map(({ start_on }) => start_on).join(',');
    const figures = await ask({ store, now: clock.now() }, ['attainment', 'person', periods]);
    const answered = figures.filter(({ value }) => value !== '');
    expect(answered).toHaveLength(163);
    expect(answered.filter(({ value }) => Number(value) >= 1)).toHaveLength(8);
    await expect(ask({ store, now: clock.now() }, ['bookings', 'company', '2012'])).rejects.toThrow(/year/i);
  });
});
