import { movableClock } from '#lib/clock.ts';
import { silentLog } from '#lib/log.ts';
import { connectSalesforce } from '#salesforce/connection.ts';
import { openDatabase } from '#store/database.ts';
import { syncOnce } from '#sync/sync-once.ts';
import { NOW } from '../data/timeline.ts';
import { databaseImage, temporaryFolder } from '../harness/engine-files.ts';
import { settingsFor } from '../harness/serve-company.ts';

/**
 * Syncs all of a Salesforce into an empty store and says how far the resident memory of this process rose above what
 * it was when everything was open. Arguments: the address of Salesforce, and that of a server or nothing. The
 * collector runs at every page: how much garbage it would let lie is Node's choice, not the sync's.
 */
const [loginUrl = '', databaseUrl] = process.argv.slice(2);
const INSTALLATION = 'BENCHSYNC';

const folder = temporaryFolder();
const database = await openDatabase({
  log: silentLog,
  ...(databaseUrl === undefined ? { dataDir: folder.path, image: databaseImage() } : { url: databaseUrl }),
});
await database.dropInstallation(INSTALLATION);
const store = await database.installation(INSTALLATION);
const meter = { counted: () => undefined };
const salesforce = await connectSalesforce(settingsFor(loginUrl), { log: silentLog, meter });

const before = liveMemory();
let peak = before;
const summary = await syncOnce({
  store,
  salesforce,
  clock: movableClock(NOW),
  log: silentLog,
  currency: 'USD',
  progress: () => {
    peak = Math.max(peak, liveMemory());
  },
});

await database.dropInstallation(INSTALLATION);
await database.close();
folder.remove();
const records = Object.values(summary).reduce((sum, { read }) => sum + read, 0);
process.send?.({ before, peak, records });

function liveMemory(): number {
  gc?.();
  return process.memoryUsage.rss();
}
