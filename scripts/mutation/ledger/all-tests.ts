import { describe } from 'vitest';

/** The tests that are run against mutants of the ledger, as one file: so they share a process, and one knows of the others. */
const files = (process.env['MUTATION_TESTS'] ?? '').split(' ');
for (const file of files)
  describe(file, async () => {
    await import(new URL(`../../../${file}`, import.meta.url).pathname);
  });
