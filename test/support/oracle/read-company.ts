import { bringFiguresUpToDate } from '#app/figures-work.ts';
import { createReader } from '#app/reader.ts';
import { fixedClock, type Clock } from '#lib/clock.ts';
import { silentLog } from '#lib/log.ts';
import type { Progress } from '#lib/progress.ts';
import { createLocalSalesforce } from '#sandbox/salesforce/local-salesforce.ts';
import { openingMoment, openOrg } from '#sandbox/salesforce/org-folder.ts';
import { DEFAULT_API_VERSION } from '#salesforce/settings.ts';
import type { Store } from '#store/store.ts';

/**
 * Serves an org folder from the local Salesforce and reads it into an empty store by the product's own way, until
 * every figure is there. Returns business time.
 */
export async function readCompany(store: Store, folder: string, progress: Progress): Promise<Clock> {
  const org = await openOrg(folder);
  const clock = fixedClock(openingMoment(org));
  const salesforce = await createLocalSalesforce({ org, clock, log: silentLog });
  const settings = {
    loginUrl: salesforce.url,
    clientId: 'local',
    grant: { kind: 'client_credentials', clientSecret: 'local' },
    apiVersion: DEFAULT_API_VERSION,
    apiShare: 1,
  } as const;
  try {
    await createReader({ store, settings, clock, log: silentLog, currency: org.facts.currency }).pull(
      progress,
    );
    await bringFiguresUpToDate({ store, clock }, progress);
  } finally {
    await salesforce.close();
  }
  return clock;
}
