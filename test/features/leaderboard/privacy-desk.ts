import { beforeEach } from 'vitest';
import type { Services } from '#feature.ts';
import { leaderboard } from '#features/leaderboard/index.ts';
import type { MovableClock } from '#lib/clock.ts';
import { must } from '#lib/errors.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { aCall, asPerson } from '../a-call.ts';
import { ANA, aPerson, DANA } from '../small-company.ts';
import { book as bookIn, companyWithBoards, FORM, START } from './board-desk.ts';

const REPS = [1, 2, 3, 4, 5, 6, 7].map((at) => ({
  id: `005REP${at}`,
  name: `Rep ${'ABCDEFG'[at - 1]}`,
}));

/** A board of seven people and Ana, set up afresh for each test of a file: what an admin and its readers do with it. */
export function privacyDesk() {
  let services: Services;
  let clock: MovableClock;
  let windows: ModalView[] = [];
  beforeEach(async () => {
    windows = [];
    ({ services, clock } = await companyWithBoards());
    await services.store.db
      .insertInto('person')
      .values(REPS.map((rep) => aPerson({ ...rep, manager_id: DANA })))
      .execute();
    // A leads with 70,000, G is last with 10,000; Ana has 5,000.
    for (const [at, { id }] of [...REPS, { id: ANA }].entries())
      await book(id, at === 7 ? 5_000 : 70_000 - at * 10_000);
    await submit('leaderboard.setup', FORM);
  });

  const book = (personId: string, dollars: number, day = '2026-11-17') =>
    bookIn(services.store, { personId, day, dollars });

  const call = (personId: string | null, isInstaller = false) =>
    aCall({ services, actor: { ...asPerson(personId), isInstaller }, now: clock.now(), windows });

  /** Submits a form and, where it shows a preview, confirms it. */
  async function submit(id: string, values: Record<string, string>): Promise<unknown> {
    const modal = (one: string) =>
      must(
        leaderboard.modals?.find((it) => it.id === one),
        one,
      );
    const outcome = await modal(id).submit({ ...call(null, true), values, metadata: '' });
    if (outcome.kind !== 'update' || outcome.view.submit === null) return outcome;
    return modal(outcome.view.id).submit({ ...call(null, true), values, metadata: outcome.view.metadata });
  }

  const type = (text: string, personId: string | null, isInstaller = false) =>
    must(leaderboard.subcommands?.[0], 'the command').run({ ...call(personId, isInstaller), text });

  async function press(id: string, personId: string, value = ''): Promise<string> {
    const action = must(
      leaderboard.actions?.find((one) => one.id === id),
      id,
    );
    const said = await action.run({ ...call(personId), value, messageTs: null });
    return guard(must(said, 'an answer')).text;
  }

  /** The message in the channel, as one text with all its blocks. */
  async function board(): Promise<string> {
    const post = await services.store.db
      .selectFrom('post')
      .selectAll()
      .orderBy('id')
      .executeTakeFirstOrThrow();
    const message: Message | undefined = await must(leaderboard.posts?.[0], 'the kind').render(
      services,
      post,
    );
    const { text, blocks } = guard(must(message, 'a message'));
    return `${text}\n${JSON.stringify(blocks)}`;
  }

  /** What the channel saw was posted on data that has been mended since. */
  const restored = () =>
    must(leaderboard.onFacts, 'a listener')(services, [
      {
        name: 'data.restored',
        subject: '1',
        payload: { incident: 1, since: '2026-11-17T00:00:00Z', until: '2026-11-19T00:00:00Z' },
        at: START,
      },
    ]);

  async function correction(): Promise<string> {
    const kind = 'leaderboard.correction';
    const post = await services.store.db
      .selectFrom('post')
      .selectAll()
      .where('kind', '=', kind)
      .executeTakeFirstOrThrow();
    const renderer = must(
      leaderboard.posts?.find((one) => one.kind === kind),
      kind,
    );
    return guard(must(await renderer.render(services, post), 'a message')).text;
  }

  const setMode = (mode: string, scope: Record<string, string> = {}) =>
    submit('leaderboard.privacy', { mode, location: '', team: '', ...scope });
  const settled = () =>
    services.store.db.updateTable('post').set({ state: 'posted', stale: false }).execute();
  const stale = async () =>
    (await services.store.db.selectFrom('post').select('stale').execute()).map((it) => it.stale);

  return {
    get services() {
      return services;
    },
    get windows() {
      return windows;
    },
    book,
    call,
    submit,
    type,
    press,
    board,
    restored,
    correction,
    setMode,
    settled,
    stale,
  };
}
