import type { FailedWork, Services } from '#feature.ts';
import { heldPosts } from '#governor/held.ts';
import { countDoubles } from '#outbox/doubles.ts';
import { countOpenPosts } from '#outbox/in-doubt.ts';
import { type Incident, openIncident } from '#sync/incidents.ts';
import type { Freshness } from '#sync/freshness.ts';
import { readFreshness } from '#sync/read-freshness.ts';
import { type SyncHealth, syncHealth } from '#sync/sync-health.ts';

/** All that is judged: read in one go, from what is kept anyway. */
export interface Facts {
  readonly sync: SyncHealth;
  readonly freshness: Freshness;
  readonly incident: Incident | undefined;
  readonly apiShare: number | undefined;
  /** Undefined where nothing runs. */
  readonly jobs: Readonly<Record<'waiting' | 'active' | 'failed', number>> | undefined;
  readonly failures: readonly FailedWork[];
  readonly posts: Readonly<Record<'pending' | 'settling' | 'parked', number>>;
  /** Messages to people that wait for quiet hours, pauses and digests to end. */
  readonly held: number;
  /** Messages that stand twice and could not be taken away. */
  readonly doubles: number;
}

const FAILURES_SHOWN = 5;
const MOST_COUNTED = 1_000;

export async function readFacts({ store, operations }: Services, now: Temporal.Instant): Promise<Facts> {
  const [sync, { freshness }, incident, posts, held, doubles] = await Promise.all([
    syncHealth(store),
    readFreshness(store, now),
    openIncident(store),
    countOpenPosts(store),
    heldPosts(store, { all: false, limit: MOST_COUNTED }),
    countDoubles(store),
  ]);
  return {
    sync,
    freshness,
    incident,
    apiShare: operations?.apiShare,
    jobs: await operations?.jobs(),
    failures: (await operations?.failedJobs(FAILURES_SHOWN)) ?? [],
    posts,
    held: held.length,
    doubles: doubles.left,
  };
}
