import { movableClock } from '#lib/clock.ts';
import { DEFAULT_API_VERSION, type SalesforceSettings } from '#salesforce/settings.ts';
import { createLocalSalesforce, type LocalSalesforce } from '#sandbox/salesforce/local-salesforce.ts';
import { openOrg } from '#sandbox/salesforce/org-folder.ts';
import { makeCompany, type Size } from '../data/company.ts';
import { orgTables } from '../data/org-tables.ts';
import { NOW } from '../data/timeline.ts';

/** A local Salesforce in this process that holds a company of a size. */
export async function serveCompany(size: Size, clock = movableClock(NOW)): Promise<LocalSalesforce> {
  const org = await openOrg(orgTables(makeCompany(size)));
  return createLocalSalesforce({ org, clock, dailyLimit: 1_000_000 });
}

/** How the product signs in to it. */
export function settingsFor(loginUrl: string): SalesforceSettings {
  return {
    loginUrl,
    clientId: 'bench',
    grant: { kind: 'client_credentials', clientSecret: 'bench' },
    apiVersion: DEFAULT_API_VERSION,
    apiShare: 1,
  };
}
