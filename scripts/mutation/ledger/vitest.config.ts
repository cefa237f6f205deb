import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { z } from 'zod';
import { LIMIT_MS, sourcesIn } from './files.ts';

const root = new URL('../../..', import.meta.url).pathname;
const here = new URL('.', import.meta.url).pathname;
const folder = process.env['MUTATION_FOLDER'] ?? '';
const sources = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(sourcesIn(folder), 'utf8')));

export default defineConfig({
  root,
  plugins: [{ name: 'mutants', enforce: 'pre', load: (id) => sources[id] }],
  resolve: { alias: [{ find: /^.*\/each-store\.ts$/, replacement: `${here}one-store.ts` }] },
  test: {
    include: ['scripts/mutation/ledger/all-tests.ts'],
    runner: `${here}runner.ts`,
    // The files are other than on disk, and other in each run.
    fsModuleCache: false,
    pool: 'forks',
    maxWorkers: 1,
    env: { TZ: 'UTC' },
    testTimeout: LIMIT_MS,
    hookTimeout: 120_000,
  },
});
