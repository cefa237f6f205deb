import { attainment } from '#features/attainment/index.ts';
import type { Database } from '#store/database.ts';
import type { Store } from '#store/store.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';

let open: Promise<Database> | undefined;

/** An installation with the tables of this feature; the database goes with the worker. */
export async function attainmentStore(): Promise<Store> {
  open ??= openTestDatabase({ migrations: attainment.migrations ?? {} });
  return (await open).installation(freshInstallationId());
}
