import type { LedgerOrg } from './ledger-org.ts';

/** Figures are asked for where the organisation is known. */
export async function withOrganization(made: LedgerOrg): Promise<LedgerOrg> {
  await made.store.db
    .insertInto('organization')
    .values({
      id: 'O',
      name: 'Small',
      time_zone: 'America/New_York',
      locale: 'en_US',
      fiscal_year_start_month: 1,
      uses_start_date_as_fiscal_year_name: false,
      week_start: 1,
      is_sandbox: true,
      currency: 'USD',
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return made;
}
