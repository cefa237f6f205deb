import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/**
 * Folders whose tests replace what a whole process shares (the network, its signals, its exit) or start processes of
 * their own: each of their files gets a worker of its own. All others share workers, which halves their time.
 */
const ALONE = ['flows', 'outbox', 'queue', 'salesforce', 'sandbox', 'scripts', 'slack', 'store'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);
const ALL = ['test/**/*.test.ts'];

export default defineConfig({
  test: {
    // Processes that tests start load the product as compiled: half the time, a hundred times.
    env: { TZ: 'UTC', NODE_COMPILE_CACHE: join(tmpdir(), 'attain-compile-cache') },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores is the machine we promise to run on; tests wait for a third of their time, so three keep it busy.
    maxWorkers: 3,
    retry: 0,
    setupFiles: ['test/support/each-file.ts'],
    projects: [
      { extends: true, test: { name: 'together', include: ALL, exclude: ALONE, isolate: false } },
      { extends: true, test: { name: 'alone', include: ALONE } },
    ],
  },
});
