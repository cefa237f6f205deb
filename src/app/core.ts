import type { Config } from '#config.ts';
import { FEATURES } from '#features.ts';
import type { Clock } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';
import type { SalesforceSettings } from '#salesforce/settings.ts';
import { type Database, openDatabase } from '#store/database.ts';
import { givenKeys, keysOfFolder } from '#store/secrets-keys.ts';
import type { Store } from '#store/store.ts';
import { createReader, type Reader } from './reader.ts';

/** Salesforce as this process reaches it. */
export interface SalesforceSide {
  readonly settings: SalesforceSettings;
  /** ISO code to use where the org names none. */
  readonly currency: string | undefined;
  readonly liveUntil?: (instant: Temporal.Instant) => void;
}

export interface CoreOptions {
  readonly config: Config;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
  /** A file with an empty embedded database, which makes a fresh start quicker. */
  readonly databaseImage?: string | undefined;
}

/** Opens the database; the caller holds the folder's lock where the database is embedded. */
export async function openData(options: CoreOptions, stack: AsyncDisposableStack): Promise<Database> {
  const { config, dataDir, log } = options;
  const migrations = Object.assign({}, ...FEATURES.map((feature) => feature.migrations ?? {}));
  const database = await openDatabase({
    url: config.databaseUrl,
    dataDir: config.databaseUrl === undefined ? dataDir : undefined,
    image: options.databaseImage,
    migrations,
    keys: config.keys ? givenKeys(config.keys) : keysOfFolder(dataDir),
    log,
  });
  stack.defer(() => database.close());
  return database;
}

/** What reads Salesforce into one installation's store. */
export function openReader(store: Store, side: SalesforceSide, { clock, log }: CoreOptions): Reader {
  return createReader({
    store,
    settings: side.settings,
    clock,
    log,
    currency: side.currency,
    beforeReading: side.liveUntil,
  });
}
