import { afterAll, beforeAll } from 'vitest';
import type { Services } from '#feature.ts';
import { praise } from '#features/praise/index.ts';
import { must } from '#lib/errors.ts';
import type { ChannelReaders } from '#slack/channels.ts';
import type { Profile } from '#slack/directory.ts';
import type { Database } from '#store/database.ts';
import { linkPerson } from '#store/identity.ts';
import type { Store } from '#store/store.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { servicesOf } from '../services.ts';
import { ANA, DANA, LI, smallCompany } from '../small-company.ts';
import { type Desk, deskOf } from './desk.ts';

export const NOW = Temporal.Instant.from('2026-11-18T09:00:00Z');
export const LINK = 'https://example.slack.com/archives/C0SALES/p1763456400000100';

const profile = (id: string, name: string, more: Partial<Profile> = {}): Profile => ({
  id,
  name,
  email: null,
  timeZone: 'Europe/Berlin',
  locale: 'en-US',
  isFullMember: true,
  ...more,
});
/** Dana leads Ana and Li. Mia is in Slack alone, Gus is a guest. */
const PROFILES = [
  profile('U0DANA', 'dana'),
  profile('U0ANA', 'ana'),
  profile('U0LI', 'li'),
  profile('U0MIA', 'Mia Marketing'),
  profile('U0GUS', 'Gus Guest', { isFullMember: false, isGuest: true }),
];

/** Where Dana, Ana and Li praise each other, afresh. */
export interface PraiseCompany {
  readonly services: Services;
  readonly desk: Desk;
  /** Who reads the channel from now on; undefined where Attain is not in it. */
  readers: ChannelReaders | undefined;
  /** What the outbox would say now, to whom. */
  said(): Promise<readonly Said[]>;
  /** All that waits has left for Slack. */
  leave(): Promise<void>;
}

interface Said {
  readonly audience: string;
  readonly words: string | undefined;
}

/** A store with the tables of praise, for the tests of one file. */
export function praiseStore(): () => Store {
  let database: Database;
  let store: Store;
  beforeAll(async () => {
    database = await openTestDatabase({ migrations: praise.migrations ?? {} });
    store = await database.installation(freshInstallationId());
  }, 60_000);
  afterAll(() => database.close());
  return () => store;
}

/** The company with everybody linked and nothing praised; all of them read the channel. */
export async function praiseCompany(store: Store): Promise<PraiseCompany> {
  await smallCompany(store);
  for (const [slackUserId, personId] of [
    ['U0DANA', DANA],
    ['U0ANA', ANA],
    ['U0LI', LI],
  ] as const)
    await linkPerson(store, { slackUserId, personId, confirmedBy: 'cli', now: NOW });
  const channels = { readersOf: async () => company.readers, linkTo: async () => LINK };
  const services: Services = { ...servicesOf(store, { now: NOW, profiles: PROFILES }), channels };
  const company: PraiseCompany = {
    services,
    desk: deskOf(services),
    readers: { people: PROFILES.map(({ id }) => id), hasGuest: false, isExternal: false },
    said: () => saidIn(services),
    async leave() {
      await store.db.updateTable('post').set({ state: 'posted', ts: '1.2', channel: 'C0SALES' }).execute();
    },
  };
  return company;
}

async function saidIn(services: Services): Promise<readonly Said[]> {
  const posts = await services.store.db
    .selectFrom('post')
    .select(['kind', 'params', 'audience'])
    .orderBy('id')
    .execute();
  const all: Said[] = [];
  for (const { kind, params, audience } of posts) {
    const known = must(
      praise.posts?.find((one) => one.kind === kind),
      kind,
    );
    all.push({ audience, words: (await known.render(services, { params, audience }))?.text });
  }
  return all;
}
