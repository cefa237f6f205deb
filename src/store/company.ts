import { dayIn, type Day } from '#lib/days.ts';
import type { Store } from './store.ts';

/** Whether the company was read at all: before that there is no figure to show. */
export async function isCompanyKnown({ db }: Store): Promise<boolean> {
  return (await db.selectFrom('organization').select('id').executeTakeFirst()) !== undefined;
}

/** The time zone of the company; UTC before Salesforce was read. */
export async function companyZone({ db }: Store): Promise<string> {
  const organization = await db.selectFrom('organization').select('time_zone').executeTakeFirst();
  return organization?.time_zone ?? 'UTC';
}

/** Today where the company is. */
export async function companyDay(store: Store, now: Temporal.Instant): Promise<Day> {
  return dayIn(await companyZone(store), now);
}
