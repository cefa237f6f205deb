import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { leaderboard } from '#features/leaderboard/index.ts';
import { postKey } from '#features/leaderboard/post-key.ts';
import { previewBoard } from '#features/leaderboard/posts.ts';
import { readBoards, readSnapshots } from '#features/leaderboard/store.ts';
import { fixedClock, type MovableClock } from '#lib/clock.ts';
import { must } from '#lib/errors.ts';
import type { Message } from '#slack/blocks/message.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import type { Database } from '#store/database.ts';
import type { Store } from '#store/store.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { servicesOf } from '../services.ts';
import { ANA, aPerson, DANA, LI, OTTO, smallCompany, VERA } from '../small-company.ts';

const at = (text: string) => Temporal.Instant.from(text);
/** Wednesday of week 47. */
const START = at('2026-11-18T09:00:00Z');
const FORM = {
  channel: 'C1',
  metric: 'bookings',
  period: 'week',
  who: 'person',
  rows: '10',
  day: '1',
  hour: '8',
  zone: 'Europe/Berlin',
};

let database: Database;
let shared: Store;
beforeAll(async () => {
  database = await openTestDatabase({ migrations: leaderboard.migrations ?? {} });
  shared = await database.installation(freshInstallationId());
});
afterAll(() => database.close());

let services: Services;
let clock: MovableClock;
beforeEach(async () => {
  clock = fixedClock(START);
  services = { ...servicesOf(await smallCompany(shared)), clock };
  // Tests speak of board 1.
  await sql`alter table ${shared.table('board')} alter column id restart`.execute(shared.db);
});

async function book(personId: string, day: string, dollars: number) {
  const cell = { person_id: personId, day, lineage_id: 1, role_id: '', territory_id: '' };
  await services.store.db
    .insertInto('cell')
    .values([
      { ...cell, measure: 'bookings', currency: 'USD', amount: BigInt(dollars * 100), n: 1n },
      { ...cell, measure: 'won', currency: '', amount: 1n, n: 1n },
    ])
    .execute();
}

const called = (isInstaller = true) => ({
  actor: { slackUserId: 'U1', personId: null, isInstaller },
  services,
  now: clock.now(),
  timeZone: 'Europe/Berlin',
  locale: 'en-US',
  openModal: async (view: ModalView) => void windows.push(view),
  reply: async (message: Message) => void replies.push(message),
  channelId: 'C1',
});
let windows: ModalView[] = [];
let replies: Message[] = [];
beforeEach(() => {
  windows = [];
  replies = [];
});

const type = (text: string, isInstaller = true) =>
  must(leaderboard.subcommands?.[0], 'the command').run({ ...called(isInstaller), text });
const modal = (id: string) =>
  must(
    leaderboard.modals?.find((one) => one.id === id),
    id,
  );
const submit = (id: string, values: Record<string, string>, metadata = '') =>
  modal(id).submit({ ...called(), values, metadata });

/** Fills in the form, confirms the preview. */
async function setUp(changes: Partial<typeof FORM> = {}) {
  const preview = await submit('leaderboard.setup', { ...FORM, ...changes });
  if (preview.kind !== 'update') throw new Error(JSON.stringify(preview));
  return submit('leaderboard.confirm', {}, preview.view.metadata);
}

async function tick(now: string) {
  clock.moveTo(at(now));
  await must(leaderboard.schedules?.[0], 'the schedule').run(services, clock.now());
}

const posts = () => services.store.db.selectFrom('post').selectAll().orderBy('id').execute();

async function render(index = 0): Promise<Message | undefined> {
  const post = must((await posts())[index], 'a post');
  const message = await must(leaderboard.posts?.[0], 'the kind').render(services, post);
  return message && guard(message);
}

describe('setting up a board', () => {
  it('previews what the channel will see, and posts nothing before it is confirmed', async () => {
    await book(ANA, '2026-11-17', 42_000);
    const preview = await submit('leaderboard.setup', FORM);
    const view = preview.kind === 'update' ? preview.view : undefined;
    expect(JSON.stringify(view?.blocks)).toContain('1. Ana Silva: $42,000');
    expect(await posts()).toEqual([]);
    const sample = must(
      leaderboard.actions?.find(({ id }) => id === 'leaderboard.sample'),
      'the sample button',
    );
    const message = await sample.run({ ...called(), value: must(view, 'a view').metadata, messageTs: null });
    expect(message?.blocks.map(({ type }) => type)).toContain('data_table');
    expect(await posts()).toEqual([]);
  });

  it('says mistakes next to their fields', async () => {
    expect(await submit('leaderboard.setup', { ...FORM, rows: '1', zone: 'Moon' })).toEqual({
      kind: 'errors',
      errors: {
        rows: 'Enter a whole number from 3 to 100.',
        zone: 'Enter a time zone such as Europe/Berlin.',
      },
    });
  });

  it('posts at once when confirmed, exactly what was previewed', async () => {
    await book(ANA, '2026-11-17', 42_000);
    expect((await setUp()).kind).toBe('update');
    expect(await posts()).toMatchObject([
      { audience: 'C1', kind: 'leaderboard', key: 'leaderboard/1/2026-11-16' },
    ]);
    const [board] = await readBoards(services.store);
    expect(await render()).toEqual(await previewBoard(services, must(board, 'a board')));
  });

  it('confirmed twice is one board and one post', async () => {
    await setUp();
    await setUp({ hour: '9' });
    expect(await readBoards(services.store)).toMatchObject([{ hour: 9 }]);
    expect(await posts()).toHaveLength(1);
  });

  it('belongs to the installer', async () => {
    const own = ['leaderboard.place', 'leaderboard.leave', 'leaderboard.join'];
    const all = [...(leaderboard.actions ?? []), ...(leaderboard.modals ?? [])];
    const guarded = all.filter(({ id }) => !own.includes(id));
    expect(guarded.map(({ permission }) => permission)).toEqual(guarded.map(() => 'installer'));
    for (const text of ['setup', 'list', 'remove 1', 'privacy']) {
      await expect(type(text, false)).rejects.toThrow('Only an admin of Attain sets up boards.');
    }
  });

  it.each(['', 'x', '{}', '{"channelId":"C1"}'])(
    'refuses a preview that was tampered with: %s',
    async (metadata) => {
      await expect(submit('leaderboard.confirm', {}, metadata)).rejects.toThrow('cannot be read');
    },
  );
});

describe('a board over time', () => {
  it('keeps one message in a period and starts another when it turns', async () => {
    await setUp();
    await tick('2026-11-20T09:00:00Z');
    expect(await posts()).toHaveLength(1);
    await tick('2026-11-23T06:59:00Z');
    expect(await posts()).toHaveLength(1);
    await tick('2026-11-23T07:00:00Z');
    await tick('2026-11-23T07:01:00Z');
    expect((await posts()).map(({ key }) => key)).toEqual([
      'leaderboard/1/2026-11-16',
      'leaderboard/1/2026-11-23',
    ]);
  });

  it('posts once after weeks of silence', async () => {
    await setUp();
    await tick('2026-12-16T10:00:00Z');
    expect((await posts()).map(({ key }) => key)).toEqual([
      'leaderboard/1/2026-11-16',
      'leaderboard/1/2026-12-14',
    ]);
  });

  it('compares a new week with the end of the last, and says so', async () => {
    await book(ANA, '2026-11-17', 10);
    await setUp();
    expect((await render())?.text).not.toMatch(/up|new|same/);
    await book(LI, '2026-11-20', 20);
    await book(LI, '2026-11-23', 1);
    await book(DANA, '2026-11-23', 3);
    await tick('2026-11-23T10:00:00Z');
    expect((await render(0))?.text).toContain(
      '(final): Li Wei led in bookings in 2026-W47 with $20, then Ana Silva with $10.',
    );
    const text = (await render(1))?.text;
    expect(text).toContain('1. Dana Cole: $3 (new)');
    expect(text).toContain('2. Li Wei: $1 (down 1)');
    expect(text).toContain('1 person has no bookings yet this week.');
    expect(JSON.stringify((await render(1))?.blocks)).toContain('places compared with the end of last week');
  });

  it('compares within a longer period with the time before', async () => {
    await book(ANA, '2026-11-02', 10);
    await book(LI, '2026-11-03', 5);
    await setUp({ period: 'quarter' });
    await book(LI, '2026-11-19', 100);
    expect((await render())?.text).not.toMatch(/\((up|same|new)/);
    await tick('2026-11-23T08:00:00Z');
    expect((await render())?.text).toContain('1. Li Wei: $105 (up 1)');
    expect(JSON.stringify((await render())?.blocks)).toContain('compared with Wednesday, November 18');
    await tick('2026-11-30T08:00:00Z');
    expect((await render())?.text).toContain('1. Li Wei: $105 (same)');
    expect(await posts()).toHaveLength(1);
  });

  it('asks for its message again when a day in its period was touched, and only then', async () => {
    await setUp();
    await services.store.db.updateTable('post').set({ stale: false, state: 'posted' }).execute();
    const told = (from: string, to: string) =>
      leaderboard.onFacts?.(services, [
        { name: 'figures.changed', subject: 'cells', payload: { from, to }, at: START },
      ]);
    await told('2026-11-01', '2026-11-15');
    expect((await posts()).map(({ stale }) => stale)).toEqual([false]);
    await told('2026-11-01', '2026-11-16');
    expect((await posts()).map(({ stale }) => stale)).toEqual([true]);
  });

  it.each([
    ['bookings', '2026-11-17', false],
    ['open_pipeline', '2026-11-17', true],
    ['forecast_commit', '2026-11-17', true],
    ['open_pipeline', '2027-02-01', false],
    ['opportunities_created', '2027-02-01', true],
  ])(
    'of %s, told of an open deal that closes on %s: asks for its message again is %s',
    async (metric, day, again) => {
      await setUp({ metric });
      await services.store.db.updateTable('post').set({ stale: false, state: 'posted' }).execute();
      const payload = { from: day, to: day, deals: 1 };
      await leaderboard.onFacts?.(services, [
        { name: 'pipeline.changed', subject: 'deals', payload, at: START },
      ]);
      expect((await posts()).map(({ stale }) => stale)).toEqual([again]);
    },
  );

  it('remembers no more places than it compares with', async () => {
    await setUp();
    for (let week = 1; week < 10; week++) await tick(START.add({ hours: 168 * week }).toString());
    expect((await readSnapshots(services.store, 1)).length).toBeLessThan(10);
    expect(
      await services.store.db
        .withTables<{ board_post: { board_id: number } }>()
        .selectFrom('board_post')
        .select('board_id')
        .execute(),
    ).toHaveLength(6);
  });

  it('does not hold up other boards when one fails', async () => {
    await setUp();
    await setUp({ channel: 'C2' });
    const { store } = services;
    await store.db
      .withTables<{ board: { channel_id: string; metric: string } }>()
      .updateTable('board')
      .set({ metric: 'gone' })
      .where('channel_id', '=', 'C1')
      .execute();
    await expect(tick('2026-11-23T10:00:00Z')).rejects.toThrow('board 1: "gone" is no metric I know');
    expect((await posts()).map(({ key }) => key)).toContain(postKey(2, '2026-11-23'));
  });
});

describe('who is on a board', () => {
  it('leaves leavers out and keeps them in the total', async () => {
    await book(ANA, '2026-11-17', 10);
    await book(OTTO, '2026-11-17', 90);
    await services.store.db.updateTable('person').set({ is_active: false }).where('id', '=', OTTO).execute();
    await setUp();
    const text = (await render())?.text;
    expect(text).toContain('Ana Silva leads');
    expect(text).not.toContain('Otto');
    expect(text).toContain('Company total of bookings: $100, people who have left included.');
  });

  it('counts people without anything only where something is expected', async () => {
    await book(ANA, '2026-11-17', 10);
    await book(LI, '2026-03-02', 10);
    const quota = {
      metric: 'bookings',
      start_on: '2026-11-16',
      end_on: '2026-11-23',
      amount: 1n,
      currency: 'USD',
      source: 'csv',
      source_id: 'csv',
      known_at: START.toString(),
    } as const;
    await services.store.db
      .insertInto('quota')
      .values({ ...quota, person_id: OTTO })
      .execute();
    await setUp();
    expect((await render())?.text).toContain('2 people have no bookings yet this week.');
  });

  it('shows what of the quota is reached, where there is one', async () => {
    await book(ANA, '2026-11-17', 50);
    await book(LI, '2026-11-17', 40);
    await services.store.db
      .insertInto('quota')
      .values({
        person_id: ANA,
        metric: 'bookings',
        start_on: '2026-11-16',
        end_on: '2026-11-23',
        amount: 20_000n,
        currency: 'USD',
        source: 'csv',
        source_id: 'csv',
        known_at: START.toString(),
      })
      .execute();
    await setUp();
    expect((await render())?.text).toContain('1. Ana Silva: $50, 25% of quota');
    expect(JSON.stringify((await render())?.blocks)).toContain('no quota');
  });

  it('ranks only teams that contain no other team', async () => {
    await services.store.db
      .insertInto('lineage')
      .values({ id: 1, person_id: ANA, managers: JSON.stringify([DANA, VERA]) })
      .execute();
    await services.store.db
      .insertInto('lineage_manager')
      .values([ANA, DANA, VERA].map((manager_id) => ({ lineage_id: 1, manager_id })))
      .execute();
    await services.store.db
      .insertInto('person')
      .values(aPerson({ id: '005NEW', name: 'New Rep', manager_id: OTTO }))
      .execute();
    await book(ANA, '2026-11-17', 10);
    await setUp({ who: 'team' });
    const text = (await render())?.text;
    expect(text).toContain("1. Dana Cole's team: $10");
    expect(text).not.toContain('Vera');
    expect(text).toContain('1 team has no bookings yet this week.');
  });
});

describe('asking for a board', () => {
  it('shows the boards of the channel privately, each in an answer of its own', async () => {
    await setUp();
    await setUp({ metric: 'calls' });
    await setUp({ channel: 'C2' });
    expect((await type(''))?.text).toMatch(/^Bookings, /);
    expect(replies.map(({ text }) => text.split(',')[0])).toEqual(['Calls']);
  });

  it('says where there is none, and offers to set one up only to the installer', async () => {
    expect((await type('', false))?.blocks).toHaveLength(1);
    expect((await type(''))?.blocks).toHaveLength(2);
  });

  it('opens the form for the installer, with the channel and zone they are in', async () => {
    await type('setup');
    expect(JSON.stringify(windows[0])).toContain('"initial_conversation":"C1"');
    expect(JSON.stringify(windows[0])).toContain('"initial_value":"Europe/Berlin"');
  });

  it('lists boards and removes one; what it posted stays and is not touched again', async () => {
    await setUp();
    expect((await type('list'))?.text).toContain(
      '1. <#C1>: people by bookings, each week, posted every Monday at 08:00 Europe/Berlin',
    );
    expect((await type('remove 1'))?.text).toContain('Board 1 is removed.');
    expect(await readBoards(services.store)).toEqual([]);
    expect(await render()).toBeUndefined();
    await expect(type('remove 1')).rejects.toThrow('There is no board "1".');
  });

  it('says what it can do when it cannot read the words', async () => {
    await expect(type('dance')).rejects.toThrow('I cannot read "dance" after leaderboard.');
  });
});
