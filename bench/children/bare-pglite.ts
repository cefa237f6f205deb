import { PGlite } from '@electric-sql/pglite';

/** PGlite alone on a folder, as its documentation opens it. */
const [dataDir = ''] = process.argv.slice(2);
const db = await PGlite.create(dataDir);
await db.query('select 1');
process.send?.('ready');
process.once('SIGTERM', () => {
  void db.close().then(() => process.exit());
});
