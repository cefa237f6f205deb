import { z } from 'zod';
import type { Store } from '#store/store.ts';

const Address = z.object({ url: z.httpUrl() });

/** Where the org's records are opened, such as https://example.my.salesforce.com; undefined where it is not known. */
export async function readRecordsAddress(store: Store): Promise<string | undefined> {
  const row = await store.db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', 'salesforce_address')
    .executeTakeFirst();
  const address = Address.safeParse(row?.value);
  return address.success ? address.data.url.replace(/\/$/, '') : undefined;
}
