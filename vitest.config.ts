import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    env: { TZ: 'UTC' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores is the machine we promise to run on; tests wait for a third of their time, so three keep it busy.
    maxWorkers: 3,
    retry: 0,
  },
});
