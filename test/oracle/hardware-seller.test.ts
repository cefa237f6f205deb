import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { METRICS } from '#metrics/catalogue.ts';
import { figureRows } from '#metrics/figure-rows.ts';
import { figuresFor } from '#metrics/figures-for.ts';
import { readFigures } from '#metrics/read.ts';
import { BREAKDOWNS } from '#model/figure.ts';
import type { Period } from '#model/period.ts';
import { differences } from '../support/oracle/compare.ts';
import { readFolder, type Verified } from '../support/oracle/read-folder.ts';
import { compareWhy } from '../support/oracle/why.ts';

/** Data that lies beside the project on some machines; a clone does without it. */
const ORG = new URL('../../../shared/data/maven_crm/org', import.meta.url).pathname;

describe.skipIf(!existsSync(ORG))('a hardware seller of 8,800 deals', { timeout: 240_000 }, () => {
  let company: Verified;
  let periods: readonly Period[];

  beforeAll(async () => {
    company = await readFolder(ORG);
    periods = company.context.calendar.parse('2017,2017-Q1..2017-Q4,2017-12,2018-Q1', {
      today: Temporal.PlainDate.from('2017-12-31'),
    });
  }, 240_000);

  it('has the figures that its publisher’s files add up to', async () => {
    const year =
      'bookings,deals_won,deals_lost,win_rate,avg_deal_size,sales_cycle_days,sales_cycle_median_days';
    const values = (await ask(year, 'company', '2017')).map(({ value }) => value);
    expect(values.slice(0, 3)).toEqual(['10005534.00', '4238', '2473']);
    expect(values.slice(3).map((value) => Number(value).toFixed(value.includes('.') ? 4 : 0))).toEqual([
      '0.6315',
      '2360.9100',
      expect.stringMatching(/^51\.78/),
      '57',
    ]);
    expect((await ask('bookings', 'company', '2017-Q4'))[0]?.value).toBe('2802496.00');
    const people = await ask('bookings', 'person', '2017-Q4');
    const first = people.toSorted((a, b) => Number(b.value) - Number(a.value))[0];
    expect(first).toMatchObject({ name: 'Darcel Schlecht', value: '357666.00', unit: 'USD' });
  });

  it('has every metric of the catalogue as its files say, each in every other period by one breakdown', async () => {
    for (const [turn, period] of periods.entries()) {
      for (const [index, { id: metric }] of METRICS.entries()) {
        // `npm run verify:company` compares them in all.
        if ((turn + index) % 2 !== 0) continue;
        const by = BREAKDOWNS[(turn + index) % BREAKDOWNS.length] ?? 'company';
        const figures = await readFigures(company.context, { metric, by, period });
        expect(differences(figures, company.oracle)).toEqual([]);
      }
    }
  });

  it('answers why with the deals of its files', async () => {
    let compared = 0;
    for (const [index, { id: metric }] of METRICS.entries()) {
      for (const turn of [0, 2]) {
        const by = BREAKDOWNS[(index + turn) % BREAKDOWNS.length] ?? 'company';
        const period = periods[(index + turn) % periods.length];
        if (!period) continue;
        const asked = { metric, by, period, most: 1 };
        const { records, differences: found } = await compareWhy(company.context, company.oracle, asked);
        expect(found).toEqual([]);
        compared += records;
      }
    }
    expect(compared).toBeGreaterThan(20_000);
  });

  async function ask(metrics: string, by: string, spans: string) {
    const { store, now } = company.context;
    return figureRows(await figuresFor({ store, now }, { metrics, by, periods: spans }));
  }
});
