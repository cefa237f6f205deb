import { sql } from 'kysely';
import { FEATURES } from '#features.ts';
import { rebuildCells } from '#ledger/rebuild.ts';
import { creditChanged } from '#ledger/credit.ts';
import { silentLog } from '#lib/log.ts';
import { metricContext, type MetricContext } from '#metrics/context.ts';
import { openDatabase, type Database } from '#store/database.ts';
import type { Store } from '#store/store.ts';
import { makeCompany, type Company } from '../data/company.ts';
import { fillActivities, fillDeals } from '../data/fill-deals.ts';
import { fillPeople } from '../data/fill-people.ts';
import { NOW } from '../data/timeline.ts';
import type { Scale, StoreName } from './options.ts';
import { databaseImage, temporaryFolder } from './engine-files.ts';
import { longestWaitDuring } from './longest-wait.ts';
import { timed } from './sample.ts';

/** A company in a store, with its ledger, and the arrays that it was made from. */
export interface World {
  readonly name: StoreName;
  readonly scale: Scale;
  readonly database: Database;
  readonly store: Store;
  readonly metrics: MetricContext;
  /** Changed together with the store, so that the oracle can always say what is right. */
  readonly company: Company;
  /** Milliseconds that crediting everything for the first time took. */
  readonly creditedIn: number;
  /** The same for making all cells where there were none. */
  readonly cellsMadeIn: number;
  /** The longest that another question waited while everything was credited, in milliseconds. */
  readonly waitWhileCrediting: number;
  /** The present moment, a second after the last one asked for. */
  tick(): Temporal.Instant;
  close(): Promise<void>;
}

interface Plan {
  readonly store: StoreName;
  readonly scale: Scale;
  readonly url: string | undefined;
  readonly say: (text: string) => void;
}

/** Fills a store with the company of a scale and credits all of it. */
export async function openWorld({ store: name, scale, url, say }: Plan): Promise<World> {
  const { database, close } = await openStore(url);
  const id = `BENCH${scale.name}`;
  await database.dropInstallation(id);
  const store = await database.installation(id);
  const company = makeCompany(scale);
  const filledIn = await timed(() => fill(store, company));
  await tidyUp(database, store);
  say(`${name}: ${scale.deals} deals and ${scale.activities} activities written (${seconds(filledIn)})`);
  let creditedIn = 0;
  const waitWhileCrediting = await longestWaitDuring(database, async () => {
    creditedIn = await timed(() => creditAll(store));
  });
  say(`${name}: credited (${seconds(creditedIn)})`);
  const cellsMadeIn = await timed(() => rebuildCells(store));
  say(`${name}: cells made (${seconds(cellsMadeIn)})`);
  await tidyUp(database, store);
  let now = NOW;
  return {
    name,
    scale,
    database,
    store,
    company,
    creditedIn,
    cellsMadeIn,
    waitWhileCrediting,
    tick: () => (now = now.add({ seconds: 1 })),
    metrics: await metricContext(store, NOW),
    async close() {
      await database.dropInstallation(id);
      await close();
    },
  };
}

async function openStore(url: string | undefined) {
  const migrations = Object.assign({}, ...FEATURES.map((feature) => feature.migrations ?? {}));
  if (url !== undefined) {
    const database = await openDatabase({ url, migrations, log: silentLog });
    return { database, close: () => database.close() };
  }
  const { path: dataDir, remove } = temporaryFolder();
  const database = await openDatabase({ dataDir, image: databaseImage(), migrations, log: silentLog });
  return {
    database,
    async close() {
      await database.close();
      remove();
    },
  };
}

async function fill(store: Store, company: Company): Promise<void> {
  await fillPeople(store, company.people);
  await fillDeals(store, company.deals);
  await fillActivities(store, company.activities);
}

/** What the product does after a first load; a server's own tidying would else come in the midst of a measurement. */
async function tidyUp({ kind, tidy }: Database, store: Store): Promise<void> {
  await tidy();
  if (kind === 'embedded') return;
  for (const table of [
    'opportunity',
    'deal_state',
    'activity',
    'entry',
    'cell',
    'dirty_cell',
    'changed_record',
  ]) {
    await sql`vacuum ${store.table(table)}`.execute(store.db);
  }
}

async function creditAll(store: Store): Promise<void> {
  while ((await creditChanged(store, { now: NOW })).more);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
