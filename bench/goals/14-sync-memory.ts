import { z } from 'zod';
import type { Size } from '../data/company.ts';
import { askChild } from '../harness/child.ts';
import type { Bench } from '../harness/bench.ts';
import { onEngines } from '../harness/each-engine.ts';
import { STORES, type StoreName } from '../harness/options.ts';
import { atMost, megabytes, type Row } from '../harness/row.ts';
import { serveCompany } from '../harness/serve-company.ts';

const ONCE = { deals: 3000, activities: 6000 };
const FOUR_TIMES = { deals: 12_000, activities: 24_000 };
const OVER_START = 200 * 2 ** 20;
const Said = z.object({ before: z.number(), peak: z.number(), records: z.number() });

/** Sync memory is flat: four times the records need hardly more. */
export const syncMemory = onEngines({
  numbers: [14],
  title: 'Memory of a first sync, with four times the records',
  engines: STORES,
  // Memory of processes of their own: it is the same beside others, and takes half the time.
  together: true,
  rows: rowsOf,
});

async function rowsOf(bench: Bench, store: StoreName): Promise<readonly Row[]> {
  const small = await memoryOf(bench, store, ONCE);
  const large = await memoryOf(bench, store, FOUR_TIMES);
  return [
    {
      id: `14/${store}`,
      metric: `memory of a first sync of ${large.records} records, ${store}`,
      value: megabytes(large.peak),
      against: { name: `${small.records} records`, ...megabytes(small.peak) },
      ratio: large.peak / small.peak,
      target: atMost(1.2),
    },
    {
      id: `14/${store}/over-start`,
      metric: `the same above what it was at the start, ${store}`,
      value: megabytes(large.peak - large.before),
      against: { name: 'may be', ...megabytes(OVER_START) },
      ratio: (large.peak - large.before) / OVER_START,
      target: atMost(1),
    },
  ];
}

async function memoryOf({ options }: Bench, store: StoreName, size: Size) {
  await using served = new AsyncDisposableStack();
  const salesforce = await serveCompany(size);
  served.defer(() => salesforce.close());
  const server = store === 'postgres' && options.databaseUrl !== undefined ? [options.databaseUrl] : [];
  return Said.parse(await askChild('sync-memory.ts', [salesforce.url, ...server]));
}
