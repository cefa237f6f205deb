import { afterAll } from 'vitest';
import { attainment } from '#features/attainment/index.ts';
import type { Database } from '#store/database.ts';
import type { Store } from '#store/store.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';

let open: Database | undefined;

/** An installation with the tables of this feature. */
export async function attainmentStore(): Promise<Store> {
  open ??= await openTestDatabase({ migrations: attainment.migrations ?? {} });
  return open.installation(freshInstallationId());
}

afterAll(() => open?.close());
