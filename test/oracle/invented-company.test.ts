import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRICS } from '#metrics/catalogue.ts';
import { readFigures } from '#metrics/read.ts';
import { BREAKDOWNS } from '#model/figure.ts';
import { inventCompany } from '#sandbox/company/company.ts';
import { writeOrgFolder } from '#sandbox/company/org-folder-writer.ts';
import { differences } from '../support/oracle/compare.ts';
import { readFolder, type Verified } from '../support/oracle/read-folder.ts';
import { compareWhy } from '../support/oracle/why.ts';

const TODAY = Temporal.PlainDate.from('2026-11-18');

/** Nothing is behind them in this company: no splits, costs, expenses or scores; or they are put together from others. */
const WITHOUT_RECORDS = [
  'overlay_bookings',
  'margin',
  'profit',
  'customer_score',
  'sales_velocity',
  'forecast_most_likely',
  'weighted',
];

let folder: string;
let company: Verified;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attain-company-'));
  await writeOrgFolder(inventCompany({ scale: 0.2 }), folder);
  company = await readFolder(folder);
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(METRICS.map(({ id }) => id))('%s of the invented company, read from Salesforce', (metric) => {
  it('is what its files add up to', async () => {
    const { context, oracle } = company;
    const spans = '2026-Q3..2026-Q4,2026,2026-11,this week';
    let compared = 0;
    for (const period of context.calendar.parse(spans, { today: TODAY })) {
      for (const by of BREAKDOWNS) {
        const figures = await readFigures(context, { metric, by, period });
        compared += figures.length;
        expect(differences(figures, oracle)).toEqual([]);
      }
    }
    expect(compared).toBeGreaterThan(250);
  });

  it('answers why with the records that the files hold', async () => {
    const { context, oracle } = company;
    let compared = 0;
    for (const period of context.calendar.parse('2026-Q3..2026-Q4', { today: TODAY })) {
      for (const by of BREAKDOWNS) {
        const { records, differences } = await compareWhy(context, oracle, { metric, by, period, most: 1 });
        compared += records;
        expect(differences).toEqual([]);
      }
    }
    expect(compared > 0).toBe(!WITHOUT_RECORDS.includes(metric.replace('attainment_', '')));
  });
});
