import { writeSetting } from '#store/settings.ts';
import type { Store } from '#store/store.ts';

/** Remembers where records are opened in Salesforce, for the links behind a figure. A stand-in has no pages to open. */
export async function keepRecordsAddress(store: Store, url: string, now: Temporal.Instant): Promise<void> {
  const { hostname, protocol } = new URL(url);
  if (protocol !== 'https:' || hostname === 'localhost') return;
  await writeSetting(store, { name: 'salesforce_address', value: { url }, by: 'sync', now });
}
