import { defineConfig } from 'vitest/config';

/** The tests that are run against mutants: those of the area, on the embedded engine. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: (process.env['MUTATION_TESTS'] ?? '').split(' '),
    env: { TZ: 'UTC' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
