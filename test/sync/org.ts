import { afterEach } from 'vitest';
import { type MovableClock, fixedClock } from '#lib/clock.ts';
import { silentLog } from '#lib/log.ts';
import { connectSalesforce, type ConnectOptions, type SalesforceConnection } from '#salesforce/connection.ts';
import {
  createLocalSalesforce,
  type LocalSalesforce,
  type LocalSalesforceOptions,
} from '#sandbox/salesforce/local-salesforce.ts';
import { openOrg, openingMoment, type OrgTables } from '#sandbox/salesforce/org-folder.ts';
import type { Driver } from '#sandbox/salesforce/driver.ts';
import type { Store } from '#store/store.ts';
import type { Progress, SyncContext } from '#sync/run.ts';
import { syncOnce, type SyncSummary } from '#sync/sync-once.ts';
import { testStore } from '../support/database.ts';

/** An org with a store beside it, and the hands to change the one and sync the other. */
export interface Bench {
  readonly store: Store;
  readonly clock: MovableClock;
  readonly org: Driver;
  readonly salesforce: SalesforceConnection;
  sync(options?: { readonly progress?: (progress: Progress) => void }): Promise<SyncSummary>;
  /** Lets business time pass. */
  pass(time: Temporal.DurationLike): void;
  /** Signs in again, as another process would. */
  reconnect(options?: Partial<ConnectOptions>): Promise<SyncContext>;
  /** A second, empty store synced from the same org at this moment. */
  freshStore(): Promise<Store>;
}

type Options = Partial<Omit<LocalSalesforceOptions, 'org' | 'clock'>>;

const opened: LocalSalesforce[] = [];

afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

export async function bench(source: OrgTables | string, options: Options = {}): Promise<Bench> {
  const org = await openOrg(source);
  const clock = fixedClock(openingMoment(org));
  const server = await createLocalSalesforce({ org, clock, ...options });
  opened.push(server);
  const store = await testStore();
  const reconnect = async (own: Partial<ConnectOptions> = {}): Promise<SyncContext> => {
    const salesforce = await connect(server, own);
    return { store, salesforce, clock, log: silentLog, currency: org.facts.currency };
  };
  const context = await reconnect();
  return {
    store,
    clock,
    org: server.driver,
    salesforce: context.salesforce,
    sync: (given = {}) => syncOnce({ ...context, ...given }),
    pass: (time) => clock.moveTo(clock.now().add(time)),
    reconnect,
    async freshStore() {
      const fresh = await testStore();
      await syncOnce({ ...context, store: fresh });
      return fresh;
    },
  };
}

function connect(server: LocalSalesforce, options: Partial<ConnectOptions>): Promise<SalesforceConnection> {
  const grant = { kind: 'client_credentials', clientSecret: 'secret' } as const;
  const settings = { loginUrl: server.url, clientId: 'app', grant, apiVersion: '67.0', apiShare: 0.5 };
  const meter = { counted: () => undefined };
  const http = { retry: { tries: 2, firstWait: 1, longestWait: 5 } };
  return connectSalesforce(settings, { log: silentLog, meter, http, describeEvery: 0, ...options });
}
