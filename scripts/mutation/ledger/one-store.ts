import { beforeAll, describe } from 'vitest';
import type { Store } from '#store/store.ts';
import { testDatabase } from '../../../test/support/database.ts';

/** The same each time, so that what a run broken off left behind is removed by the next. */
const INSTALLATION = 'TMUTATION';

const url = process.env['MUTATION_DATABASE_URL'];
let store: Promise<Store> | undefined;

/** Stands in for `test/support/each-store.ts`: all suites on one engine and in one installation, migrated once. */
export function onEachStore(use: (store: Store) => void, suite: () => void): void {
  describe('on one store', () => {
    beforeAll(async () => {
      store ??= freshStore();
      use(await store);
    });
    suite();
  });
}

async function freshStore(): Promise<Store> {
  const database = await testDatabase(url);
  await database.dropInstallation(INSTALLATION);
  return database.installation(INSTALLATION);
}
