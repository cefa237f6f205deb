import { z } from 'zod';
import { askChild } from '../harness/child.ts';
import type { Bench } from '../harness/bench.ts';
import type { Goal } from '../harness/goal.ts';
import { STORES, type StoreName } from '../harness/options.ts';
import { atMost, megabytes, type NotRun, type Row } from '../harness/row.ts';
import { serveCompany } from '../harness/serve-company.ts';

const ONCE = { deals: 10_000, activities: 20_000 };
const FOUR_TIMES = { deals: 40_000, activities: 80_000 };
const OVER_START = 200 * 2 ** 20;
const Said = z.object({ before: z.number(), peak: z.number(), records: z.number() });

/** Sync memory is flat: four times the records need hardly more. */
export const syncMemory: Goal = {
  numbers: [14],
  title: 'Memory of a first sync, with four times the records',
  async run(bench) {
    const rows: (Row | NotRun)[] = [];
    await using served = new AsyncDisposableStack();
    const [once, fourTimes] = [await serveCompany(ONCE), await serveCompany(FOUR_TIMES)];
    for (const { close } of [once, fourTimes]) served.defer(close);
    for (const store of STORES) {
      if (bench.missing(store) === undefined)
        rows.push(...(await rowsOf(bench, store, [once.url, fourTimes.url])));
    }
    return rows;
  },
};

async function rowsOf(
  bench: Bench,
  store: StoreName,
  [once, fourTimes]: readonly [string, string],
): Promise<readonly Row[]> {
  const small = await memoryOf(bench, store, once);
  const large = await memoryOf(bench, store, fourTimes);
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

async function memoryOf({ options }: Bench, store: StoreName, salesforce: string) {
  const server = store === 'postgres' && options.databaseUrl !== undefined ? [options.databaseUrl] : [];
  return Said.parse(await askChild('sync-memory.ts', [salesforce, ...server]));
}
