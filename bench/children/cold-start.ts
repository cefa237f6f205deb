import { silentLog } from '#lib/log.ts';
import { openDatabase } from '#store/database.ts';

/** The product's store on a folder, in its newest form and answering. */
const [dataDir = ''] = process.argv.slice(2);
const database = await openDatabase({ dataDir, log: silentLog });
const store = await database.installation('T0BENCH');
await store.db.selectFrom('organization').select('id').execute();
process.send?.('ready');
process.once('SIGTERM', () => {
  void database.close().then(() => process.exit());
});
