import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    env: { TZ: 'UTC' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores is the machine we promise to run on; each worker may hold one embedded database.
    maxWorkers: 2,
    retry: 0,
  },
});
