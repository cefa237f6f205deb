import type { Services } from '#feature.ts';
import { metricContext } from '#metrics/context.ts';
import { brokenSeals, readSnapshots } from '#metrics/snapshots.ts';
import type { Store } from '#store/store.ts';
import { openIncident } from '#sync/incidents.ts';
import { readFreshness } from '#sync/read-freshness.ts';
import type { Check } from './check.ts';

/** Enough to notice, few enough to be quick; `attain snapshots verify` reads all of them. */
const DAYS_VERIFIED = 7;

/** Whether the data can be announced, and whether the past still reads as it did; known without asking Salesforce. */
export async function dataChecks({ store, clock }: Services): Promise<readonly Check[]> {
  const now = clock.now();
  return [await freshnessCheck(store, now), ...(await pastChecks(store, now))];
}

async function freshnessCheck(store: Store, now: Temporal.Instant): Promise<Check> {
  const name = 'Freshness';
  const [{ freshness }, incident] = await Promise.all([readFreshness(store, now), openIncident(store)]);
  const since = incident ? ` since ${incident.beganAt.toString()}` : '';
  if (freshness.kind !== 'fresh')
    return {
      name,
      state: 'wrong',
      says: `${freshness.cause} Scheduled messages wait${since}.`,
      remedy: freshness.remedy,
    };
  return incident
    ? {
        name,
        state: 'note',
        says: `fresh again; scheduled messages waited${since} and go out within a minute`,
      }
    : { name, state: 'right', says: 'scheduled messages go out' };
}

async function pastChecks(store: Store, now: Temporal.Instant): Promise<readonly Check[]> {
  const name = 'Past days';
  const [latest] = await readSnapshots(store, 1);
  if (!latest) return [{ name, state: 'note', says: 'no evening has been sealed yet' }];
  const broken = await brokenSeals(await metricContext(store, now), DAYS_VERIFIED);
  return broken.length === 0
    ? [{ name, state: 'right', says: `sealed up to ${latest.day}; the last week reads as it did` }]
    : [
        {
          name,
          state: 'wrong',
          says: `no longer read as they did: ${broken.join(', ')}`,
          remedy: 'Restore the database from a backup: states of deals were changed from outside.',
        },
      ];
}
