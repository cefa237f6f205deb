import { FEATURES } from '#features.ts';
import type { Services } from '#feature.ts';
import { readActor } from '#access/actor.ts';
import { startBoard } from '#features/leaderboard/run.ts';
import { fixedClock } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';
import type { Actor } from '#model/access.ts';
import type { Profile } from '#slack/directory.ts';
import type { Store } from '#store/store.ts';
import { settle } from '../../support/ledger-work.ts';
import { servicesOf } from '../../features/services.ts';
import { smallCompany } from '../../features/small-company.ts';
import { fillCelebrations, reopenCelebrations } from './celebrated.ts';
import { fillTalks } from './coached.ts';
import { fillAnnouncements, reopenAnnouncements } from './announced.ts';
import { fillDecisions, RECORDS_HOST } from './decided.ts';
import type { Known } from './judge.ts';
import { fillMirror } from './mirror.ts';
import { fillNudges } from './nudged.ts';
import { fillPraise } from './praised.ts';
import { reopenSignIn } from './rights.ts';
import type { HostileTexts } from './texts.ts';

export const NOW = Temporal.Instant.from('2026-11-18T09:00:00Z');
export const MIGRATIONS = Object.assign({}, ...FEATURES.map((feature) => feature.migrations ?? {}));

const USERS = ['U0VERA', 'U0DANA', 'U0ANA', 'U0LI', 'U0OTTO'];

/** The people and places that messages speak of on purpose. */
export const KNOWN: Known = {
  // Whoever signed in and is not known in Slack is spoken of so too.
  users: new Set([...USERS, 'U0SIGNED']),
  channels: new Set(['C1']),
  hosts: new Set([RECORDS_HOST]),
};

/** A company in which every text that people write is to become hostile. */
export async function companyToPoison(store: Store, texts: HostileTexts, log: Log): Promise<Services> {
  await smallCompany(store);
  await fillMirror(store, NOW);
  await fillDecisions(store, texts, NOW);
  await fillNudges(store, NOW);
  await fillAnnouncements(store, NOW);
  await fillTalks(store);
  await fillCelebrations(store, NOW);
  await fillPraise(store, NOW);
  const profiles = USERS.map(
    (id): Profile => ({
      id,
      name: texts.next(),
      email: `${id === 'U0OTTO' ? 'otto.kern' : id.toLowerCase()}@example.com`,
      timeZone: 'Europe/Berlin',
      locale: 'en-US',
      isFullMember: true,
    }),
  );
  return servicesOf(store, { now: NOW, profiles, log });
}

/** The same company an hour later: what has changed since people last looked is said. */
export function anHourLater(services: Services): Services {
  return { ...services, clock: fixedClock(NOW.add({ hours: 1 })) };
}

/** Boards of people, teams and territories that have been posted, after which things turned out different. */
export async function postBoards(services: Services): Promise<readonly number[]> {
  const spec = { channelId: 'C1', metric: 'bookings', periodType: 'week', rows: 100 } as const;
  const schedule = { days: [1], hour: 8, timeZone: 'Europe/Berlin' };
  const ids: number[] = [];
  for (const by of ['person', 'team', 'territory'] as const) {
    const board = await startBoard(services, { ...spec, ...schedule, by }, { userId: 'U0VERA', now: NOW });
    ids.push(board.id);
  }
  await changeAmounts(services.store);
  await reopenAnnouncements(services.store);
  await reopenSignIn(services.store);
  await reopenCelebrations(services.store, NOW);
  return ids;
}

/** Who asks: a manager, a member of the team, somebody who is not linked, and somebody who may do everything. */
export async function askers(store: Store): Promise<readonly Actor[]> {
  return Promise.all(['U0DANA', 'U0ANA', 'U0OTTO', 'U0VERA'].map((id) => readActor(store, id, NOW)));
}

/** What was said turns out different: there is something to correct. */
async function changeAmounts(store: Store): Promise<void> {
  const later = NOW.add({ minutes: 5 });
  await store.db
    .updateTable('opportunity')
    .set((eb) => ({ amount: eb('amount', '+', 7_700n) }))
    .where('is_won', '=', true)
    .execute();
  const changed = await store.db.selectFrom('opportunity').select('id').where('is_won', '=', true).execute();
  await store.db
    .insertInto('changed_record')
    .values(changed.map(({ id }) => ({ object: 'opportunity', record_id: id })))
    .execute();
  await settle(store, later);
}
