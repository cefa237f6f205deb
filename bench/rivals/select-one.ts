import { Client } from 'pg';
import { sample, type Times } from '../harness/sample.ts';
import type { World } from '../harness/world.ts';

const RUNS = { runs: 400, warmUps: 50, budgetMs: 4000 };

/** The barest round trip there is: a prepared `select 1` on a server, a lone one on the embedded engine. */
export async function selectOne(world: World, url: string | undefined): Promise<Times> {
  if (world.name === 'embedded' || url === undefined) {
    const pool = world.database.queuePool();
    return sample(() => pool.query('select 1'), RUNS);
  }
  const client = new Client({ connectionString: url });
  await client.connect();
  const times = await sample(() => client.query({ name: 'one', text: 'select 1' }), RUNS);
  await client.end();
  return times;
}
