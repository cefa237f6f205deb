import { z } from 'zod';
import { askChild } from '../harness/child.ts';
import type { Bench } from '../harness/bench.ts';
import type { Goal } from '../harness/goal.ts';
import { STORES, type StoreName } from '../harness/options.ts';
import { atMost, megabytes, type NotRun, type Row } from '../harness/row.ts';
import { serveCompany } from '../harness/serve-company.ts';

const ONCE = { deals: 10_000, activities: 20_000 };
const FOUR_TIMES = { deals: 40_000, activities: 80_000 };
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
      if (bench.missing(store) === undefined) rows.push(await rowOf(bench, store, [once.url, fourTimes.url]));
    }
    return rows;
  },
};

async function rowOf(
  bench: Bench,
  store: StoreName,
  [once, fourTimes]: readonly [string, string],
): Promise<Row> {
  const small = await grownBy(bench, store, once);
  const large = await grownBy(bench, store, fourTimes);
  return {
    id: `14/${store}`,
    metric: `memory over start, sync of ${large.records} records, ${store}`,
    value: megabytes(large.grown),
    against: { name: `${small.records} records`, ...megabytes(small.grown) },
    ratio: large.grown / small.grown,
    target: atMost(1.2),
  };
}

async function grownBy({ options }: Bench, store: StoreName, salesforce: string) {
  const server = store === 'postgres' && options.databaseUrl !== undefined ? [options.databaseUrl] : [];
  const { before, peak, records } = Said.parse(await askChild('sync-memory.ts', [salesforce, ...server]));
  return { grown: peak - before, records };
}
