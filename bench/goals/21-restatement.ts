import { makeCorrections } from '#ledger/correct.ts';
import { fillRep, YEAR } from '../data/fill-rep.ts';
import { idOf, PREFIX } from '../data/ids.ts';
import { PEOPLE } from '../data/people.ts';
import type { Bench } from '../harness/bench.ts';
import { bringRight } from '../harness/bring-right.ts';
import { onEngines } from '../harness/each-engine.ts';
import { scaleNamed, STORES, type StoreName } from '../harness/options.ts';
import { atMost, ms, type Row } from '../harness/row.ts';
import { timed, timesOf } from '../harness/sample.ts';
import type { World } from '../harness/world.ts';

/** Deals that the rep won in the twelve months. */
const DEALS = 500;
const ROUNDS = 5;

/** Taken last: the reps it adds are in no arrays. */
export const restatement = onEngines({
  numbers: [21],
  title: 'Twelve months of one rep restated',
  engines: STORES,
  rows: rowsOf,
});

async function rowsOf(bench: Bench, store: StoreName): Promise<readonly Row[]> {
  const large = await bench.world(store);
  const [rep, twice] = [await joined(large, 1, DEALS), await joined(large, 2, 2 * DEALS)];
  const small = bench.scale.name === 'S' ? undefined : await bench.world(store, scaleNamed('S'));
  const same = small && (await joined(small, 1, DEALS));
  const times = { rep: new Array<number>(), twice: new Array<number>(), same: new Array<number>() };
  // In turns, so that all see the same machine.
  for (let round = 0; round < ROUNDS; round++) {
    times.rep.push(await timed(() => restate(large, rep, round)));
    times.twice.push(await timed(() => restate(large, twice, round)));
    if (small && same) times.same.push(await timed(() => restate(small, same, round)));
  }
  const one = timesOf(times.rep).p50;
  const double = timesOf(times.twice).p50;
  const few = timesOf(times.same).p50;
  const records: Row = {
    id: `21/records/${store}`,
    metric: `12 months of a rep with ${2 * DEALS} deals restated, ${store}, p50`,
    value: ms(double),
    against: { name: `${DEALS} deals`, ...ms(one) },
    ratio: double / one,
    target: atMost(2.5),
  };
  if (small === undefined) return [records];
  const growth: Row = {
    id: `21/growth/${store}`,
    metric: `12 months of a rep restated among ${large.scale.deals} deals, ${store}, p50`,
    value: ms(one),
    against: { name: `among ${small.scale.deals}`, ...ms(few) },
    ratio: one / few,
    target: atMost(1.5),
  };
  return [growth, records];
}

async function joined(world: World, nth: number, deals: number): Promise<string> {
  const id = await fillRep(world.store, { index: PEOPLE + nth, deals });
  await bringRight(world.store, world.tick());
  await world.database.tidy();
  return id;
}

/** Says that the rep was in another territory for a year, and waits until every figure is right. */
async function restate({ store, tick }: World, personId: string, round: number): Promise<void> {
  const now = tick();
  const value = idOf(PREFIX.territory, round % 2);
  const fact = { personId, kind: 'territory', value, ...YEAR, reason: 'measured' } as const;
  await store.transaction((tx) => makeCorrections(tx, [fact], { madeBy: 'bench', now }));
  await bringRight(store, now);
}
