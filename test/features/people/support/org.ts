import type { Clock } from '#lib/clock.ts';
import { createLocalSalesforce, type LocalSalesforce } from '#sandbox/salesforce/local-salesforce.ts';
import { openOrg } from '#sandbox/salesforce/org-folder.ts';
import { ANA, DANA, LI, OTTO } from '../../small-company.ts';

/** Somebody of the org who has not been read yet. */
export const NEWCOMER = '005000000000NEWWAA';

export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A local Salesforce with the people of the small company, and one app that they sign in to. */
export async function signInOrg(
  id: string,
  { client, clock }: { readonly client: Client; readonly clock: Clock },
): Promise<LocalSalesforce> {
  const users = [ANA, DANA, LI, OTTO, NEWCOMER].map((user) => ({
    Id: user,
    FirstName: 'User',
    LastName: user,
    Username: `${user}@example.com`,
    Email: `${user}@example.com`,
  }));
  const organization = { Id: id, Name: 'Example', TimeZoneSidKey: 'UTC' };
  const org = await openOrg({
    org: { Organization: organization, currency: 'USD', today: '2026-11-18' },
    tables: { User: users },
  });
  return createLocalSalesforce({ org, clock, auth: { clients: [client] } });
}
