import { sql } from 'kysely';
import type { Services } from '#feature.ts';
import { leaderboard } from '#features/leaderboard/index.ts';
import { fixedClock, type MovableClock } from '#lib/clock.ts';
import { must } from '#lib/errors.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import type { Store } from '#store/store.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { aCall, asPerson } from '../a-call.ts';
import { servicesOf } from '../services.ts';
import { smallCompany } from '../small-company.ts';

/** Wednesday of week 47. */
export const START = Temporal.Instant.from('2026-11-18T09:00:00Z');
/** The setup form as it is filled in: the ten best of a week, Mondays at 08:00 in Berlin. */
export const FORM = {
  channel: 'C1',
  metric: 'bookings',
  period: 'week',
  who: 'person',
  rows: '10',
  day: '1',
  hour: '8',
  zone: 'Europe/Berlin',
};

let store: Promise<Store> | undefined;

/** The small company with the tables of boards, empty of boards; the next one is number 1. */
export async function companyWithBoards(): Promise<{ services: Services; clock: MovableClock }> {
  store ??= openTestDatabase({ migrations: leaderboard.migrations ?? {} }).then((database) =>
    database.installation(freshInstallationId()),
  );
  const clock = fixedClock(START);
  const company = await smallCompany(await store);
  await sql`alter table ${company.table('board')} alter column id restart`.execute(company.db);
  return { services: { ...servicesOf(company), clock }, clock };
}

/** Somebody wins a deal worth so many dollars on a day. */
export async function book(
  { db }: Store,
  { personId, day, dollars }: { readonly personId: string; readonly day: string; readonly dollars: number },
): Promise<void> {
  const cell = { person_id: personId, day, lineage_id: 1, role_id: '', territory_id: '' };
  await db
    .insertInto('cell')
    .values([
      { ...cell, measure: 'bookings', currency: 'USD', amount: BigInt(dollars * 100), n: 1n },
      { ...cell, measure: 'won', currency: '', amount: 1n, n: 1n },
    ])
    .execute();
}

/** Where somebody asks for boards, sets them up, and time passes. */
export type Desk = Awaited<ReturnType<typeof boardDesk>>;

export async function boardDesk() {
  const { services, clock } = await companyWithBoards();
  const windows: ModalView[] = [];
  const replies: Message[] = [];
  const called = (isInstaller = true) => ({
    ...aCall({ services, actor: { ...asPerson(null), isInstaller }, now: clock.now(), windows }),
    reply: async (message: Message) => void replies.push(message),
  });
  const modal = (id: string) =>
    must(
      leaderboard.modals?.find((one) => one.id === id),
      id,
    );
  const submit = (id: string, values: Record<string, string>, metadata = '') =>
    modal(id).submit({ ...called(), values, metadata });
  const posts = () => services.store.db.selectFrom('post').selectAll().orderBy('id').execute();
  return {
    services,
    clock,
    windows,
    replies,
    called,
    modal,
    submit,
    posts,
    book: (personId: string, day: string, dollars: number) =>
      book(services.store, { personId, day, dollars }),
    type: (text: string, isInstaller = true) =>
      must(leaderboard.subcommands?.[0], 'the command').run({ ...called(isInstaller), text }),
    /** Fills in the form, confirms the preview. */
    async setUp(changes: Partial<typeof FORM> = {}) {
      const preview = await submit('leaderboard.setup', { ...FORM, ...changes });
      if (preview.kind !== 'update') throw new Error(JSON.stringify(preview));
      return submit('leaderboard.confirm', {}, preview.view.metadata);
    },
    async tick(now: string) {
      clock.moveTo(Temporal.Instant.from(now));
      await must(leaderboard.schedules?.[0], 'the schedule').run(services, clock.now());
    },
    async render(index = 0): Promise<Message | undefined> {
      const post = must((await posts())[index], 'a post');
      const message = await must(leaderboard.posts?.[0], 'the kind').render(services, post);
      return message && guard(message);
    },
  };
}
