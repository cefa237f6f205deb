import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noProgress } from '#lib/progress.ts';
import { METRICS } from '#metrics/catalogue.ts';
import { metricContext, type MetricContext } from '#metrics/context.ts';
import { readFigures } from '#metrics/read.ts';
import { BREAKDOWNS } from '#model/figure.ts';
import { inventCompany } from '#sandbox/company/company.ts';
import { writeOrgFolder } from '#sandbox/company/org-folder-writer.ts';
import { testStore } from '../support/database.ts';
import { isKnown } from '../support/oracle/catalogue.ts';
import { differences } from '../support/oracle/compare.ts';
import { readOrgFolder } from '../support/oracle/org-tables.ts';
import { createOracle, type Oracle } from '../support/oracle/oracle.ts';
import { readQuotas } from '../support/oracle/quotas.ts';
import { readCompany } from '../support/oracle/read-company.ts';

let folder: string;
let context: MetricContext;
let oracle: Oracle;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attain-company-'));
  await writeOrgFolder(inventCompany({ scale: 0.2 }), folder);
  const store = await testStore();
  const clock = await readCompany(store, folder, noProgress);
  context = await metricContext(store, clock.now());
  const org = readOrgFolder(folder);
  oracle = createOracle(org, readQuotas(org));
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the invented company, read from Salesforce', () => {
  it.each(METRICS.map(({ id }) => id).filter(isKnown))(
    'has the %s that its files add up to',
    async (metric) => {
      const today = Temporal.PlainDate.from('2026-11-18');
      const periods = context.calendar.parse('2025-Q3..2026-Q4,2026,2026-10,2026-11,this week', { today });
      let compared = 0;
      for (const period of periods) {
        for (const by of BREAKDOWNS) {
          const figures = await readFigures(context, { metric, by, period });
          compared += figures.length;
          expect(differences(figures, oracle)).toEqual([]);
        }
      }
      expect(compared).toBeGreaterThan(500);
    },
  );
});
