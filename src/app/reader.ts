import { type Clock, machineNow } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';
import type { Progress } from '#lib/progress.ts';
import { connectSalesforce, type SalesforceConnection } from '#salesforce/connection.ts';
import type { SalesforceSettings } from '#salesforce/settings.ts';
import type { Store } from '#store/store.ts';
import { createApiMeter } from '#sync/api-meter.ts';
import { createBeat } from '#sync/beat.ts';
import { noteAttempt } from '#sync/read-freshness.ts';
import { syncOnce, type SyncSummary } from '#sync/sync-once.ts';
import { keepRecordsAddress } from './records-address.ts';

export interface ReaderOptions {
  readonly store: Store;
  readonly settings: SalesforceSettings;
  readonly clock: Clock;
  readonly log: Log;
  readonly currency: string | undefined;
  /** Called before each reading: lets a sandbox's company live up to now. */
  readonly beforeReading?: ((now: Temporal.Instant) => void) | undefined;
}

/** Reads Salesforce into the store over one connection that is opened when it is first needed. */
export interface Reader {
  /** Reads what changed; with progress, or after `hurry`, everything, else mostly what changes often. */
  pull(progress?: Progress): Promise<SyncSummary>;
  /** Somebody waits for the next reading: it reads everything. */
  hurry(): void;
  connection(): Promise<SalesforceConnection>;
}

export function createReader(options: ReaderOptions): Reader {
  const { store, settings, clock, log, currency } = options;
  const meter = createApiMeter();
  const beat = createBeat();
  let opening: Promise<SalesforceConnection> | undefined;
  let begunAt = -Infinity;

  function connection(): Promise<SalesforceConnection> {
    opening ??= connectSalesforce(settings, { log, meter });
    // A refused or failed sign-in is tried anew the next time.
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  }

  return {
    connection,
    hurry: () => beat.hurry(),
    async pull(progress) {
      // Nobody watches a reading without progress: it waits for its turn in the org's day of API calls.
      const isTooSoon = machineNow() - begunAt < meter.restSeconds(settings.apiShare) * 1000;
      if (progress === undefined && isTooSoon) return {};
      begunAt = machineNow();
      options.beforeReading?.(clock.now());
      try {
        const salesforce = await connection();
        await keepRecordsAddress(store, salesforce.recordsAt, clock.now());
        return await syncOnce({
          store,
          salesforce,
          clock,
          log,
          currency,
          ...(progress
            ? { progress: (step) => progress.report(words(step), step.read, step.total) }
            : { beat }),
        });
      } finally {
        await meter.flush(store, clock.now());
        await noteAttempt(store, clock.now());
      }
    },
  };
}

function words({
  object,
  step,
}: {
  readonly object: string;
  readonly step: 'load' | 'changes' | 'history';
}): string {
  if (step === 'history') return 'History of deals';
  return step === 'load' ? object : `${object} (changes)`;
}
