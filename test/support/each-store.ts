import { beforeAll, describe } from 'vitest';
import type { Store } from '#store/store.ts';
import { testStore } from './database.ts';
import { postgresServer } from './engines.ts';

const EMBEDDED = { title: 'the embedded engine', url: undefined, isThere: true };
const SERVER = { ...postgresServer, isThere: postgresServer.url !== undefined };

/** Runs a suite on every engine that carries the store; `use` gets each one's store before the tests begin. */
export function onEachStore(use: (store: Store) => void, suite: () => void): void {
  for (const { title, url, isThere } of [EMBEDDED, SERVER]) {
    describe.skipIf(!isThere)(`on ${title}`, () => {
      beforeAll(async () => use(await testStore(url)));
      suite();
    });
  }
}
