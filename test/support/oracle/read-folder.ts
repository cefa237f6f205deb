import { noProgress } from '#lib/progress.ts';
import { metricContext, type MetricContext } from '#metrics/context.ts';
import { saveMapping } from '#sync/field-mapping.ts';
import { testStore } from '../database.ts';
import { readOrgFolder, type OrgTables } from './org-tables.ts';
import { createOracle, type Oracle } from './oracle.ts';
import { readQuotas } from './quotas.ts';
import { readCompany } from './read-company.ts';

/** An org folder read by the product, and by the oracle. */
export interface Verified {
  readonly context: MetricContext;
  readonly org: OrgTables;
  readonly oracle: Oracle;
}

/** Reads a folder into a store of its own; where lines carry their cost it is mapped, as an admin would. */
export async function readFolder(folder: string): Promise<Verified> {
  const store = await testStore();
  const tables = readOrgFolder(folder);
  if ('LineCost__c' in (tables.rows('OpportunityLineItem')[0] ?? {}))
    await saveMapping(
      store,
      { name: 'line_cost', object: 'OpportunityLineItem', field: 'LineCost__c' },
      { by: 'test', now: Temporal.Now.instant() },
    );
  const clock = await readCompany(store, folder, noProgress);
  const org = { ...tables, now: clock.now().toString() };
  return {
    context: await metricContext(store, clock.now()),
    org,
    oracle: createOracle(org, readQuotas(org)),
  };
}
