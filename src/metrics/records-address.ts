import { z } from 'zod';
import { readSetting } from '#store/settings.ts';
import type { Store } from '#store/store.ts';

const Address = z.object({ url: z.httpUrl() });

/** Where the org's records are opened, such as https://example.my.salesforce.com; undefined where it is not known. */
export async function readRecordsAddress(store: Store): Promise<string | undefined> {
  const address = Address.safeParse(await readSetting(store, 'salesforce_address'));
  return address.success ? address.data.url.replace(/\/$/, '') : undefined;
}
