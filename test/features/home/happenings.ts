import type { Services } from '#feature.ts';
import { startBoard } from '#features/leaderboard/run.ts';
import { ANA, aPerson, DANA } from '../small-company.ts';
import { giveQuotas, NOW } from './company.ts';

/** A change takes effect on a day; Li was told of it in a message of their own. */
export async function announce(
  { store, outbox }: Services,
  { title, on }: { readonly title: string; readonly on: string },
): Promise<void> {
  const words = {
    title,
    why: '',
    priorities: '',
    targeting: '',
    positioning: '',
    process: '',
    questions: '',
  };
  await store.db
    .withTables<{ announcement: Record<string, string | number> }>()
    .insertInto('announcement')
    .values({
      ...words,
      state: 'scheduled',
      author_id: 'U0DANA',
      effective_on: on,
      roles: '[]',
      teams: '[]',
      channels: '[]',
      send_on: '2026-11-16',
      send_hour: 9,
      told_reach: 0,
      told_at_hour: NOW.toString(),
    })
    .execute();
  const told = {
    announcement_id: 1,
    slack_user_id: 'U0LI',
    due_at: NOW.toString(),
    remind_at: NOW.toString(),
  };
  await store.db
    .withTables<{ announcement_delivery: Record<string, string | number | boolean> }>()
    .insertInto('announcement_delivery')
    .values({ ...told, was_reminded: false })
    .execute();
  await store.transaction((tx) =>
    outbox.record(tx, {
      key: 'announcements.told/1/U0LI',
      kind: 'announcements.told',
      params: { announcement: 1 },
      audience: 'U0LI',
    }),
  );
  await store.db.updateTable('post').set({ ts: '1.1' }).execute();
}

/** Somebody is on leave, or ramping up, until December 3. */
export async function hold(
  { store }: Services,
  {
    personId,
    kind,
    value,
  }: { readonly personId: string; readonly kind: 'leave' | 'ramp'; readonly value: string },
): Promise<void> {
  await store.db
    .insertInto('fact_correction')
    .values({
      person_id: personId,
      kind,
      value,
      from_on: '2026-11-16',
      to_on: '2026-12-03',
      reason: 'test',
      made_by: 'test',
      made_at: NOW.toString(),
      withdrawn_by: null,
      withdrawn_at: null,
    })
    .execute();
}

/** As many people below Dana, each with a quota of which nothing is reached. */
export async function hire({ store }: Services, count: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, at) => `005N${String(at).padStart(14, '0')}`);
  await store.db
    .insertInto('person')
    .values(ids.map((id, at) => aPerson({ id, name: `Person ${at}`, manager_id: DANA })))
    .execute();
  await store.db
    .insertInto('assignment')
    .values(
      ids.map((person_id) => ({
        person_id,
        manager_id: DANA,
        role_id: null,
        valid_from: '2020-01-01',
        valid_to: null,
      })),
    )
    .execute();
  await giveQuotas(store, ids);
}

/** People by bookings are a board from now on, in a channel that not everybody reads. */
export async function postBoard(services: Services): Promise<void> {
  const spec = {
    channelId: 'C0PRIVATE',
    metric: 'bookings',
    periodType: 'quarter',
    by: 'person',
    rows: 10,
  } as const;
  const schedule = { days: [5], hour: 15, timeZone: 'Europe/Berlin' };
  await startBoard(services, { ...spec, ...schedule }, { userId: 'U1', now: NOW });
}

/** Dana has planned a talk with Ana about a figure. */
export async function planTalk({ store }: Services): Promise<void> {
  await store.db
    .withTables<{ coaching_focus: Record<string, string | number> }>()
    .insertInto('coaching_focus')
    .values({
      person_id: ANA,
      coach_id: DANA,
      metric: 'win_rate',
      period_type: 'quarter',
      period_start: '2026-07-01',
      found_on: '2026-11-10',
      state: 'planned',
      session_on: '2026-11-24',
      revision: 0,
    })
    .execute();
}
