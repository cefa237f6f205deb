import { beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { leaderboard } from '#features/leaderboard/index.ts';
import { PRIVACY_MODES, strictest } from '#features/leaderboard/privacy-policy.ts';
import type { MovableClock } from '#lib/clock.ts';
import { must } from '#lib/errors.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { aCall, asPerson } from '../a-call.ts';
import { ANA, aPerson, DANA, LI } from '../small-company.ts';
import { book as bookIn, companyWithBoards, FORM, START } from './board-desk.ts';

const REPS = [1, 2, 3, 4, 5, 6, 7].map((at) => ({ id: `005REP${at}`, name: `Rep ${'ABCDEFG'[at - 1]}` }));

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
  const post = await services.store.db.selectFrom('post').selectAll().orderBy('id').executeTakeFirstOrThrow();
  const message: Message | undefined = await must(leaderboard.posts?.[0], 'the kind').render(services, post);
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
const settled = () => services.store.db.updateTable('post').set({ state: 'posted', stale: false }).execute();
const stale = async () =>
  (await services.store.db.selectFrom('post').select('stale').execute()).map((it) => it.stale);

describe('how a board speaks of people', () => {
  it('names the first five and counts the others, where nothing is set', async () => {
    const said = await board();
    expect(said).toContain('5. Rep E: $30,000');
    expect(said).not.toMatch(/Rep F|Rep G|Ana Silva/);
    expect(said).toContain('3 more people are ranked below these.');
  });

  it('names everyone where an admin says so', async () => {
    await setMode('names');
    expect(await board()).toContain('8. Ana Silva: $5,000');
  });

  it('uses made-up names, the same on one board in one period and others on the next', async () => {
    await setMode('pseudonyms');
    const said = await board();
    expect(said).not.toMatch(/Rep [A-G]|Ana Silva/);
    const names = new Set(said.match(/Player [A-Z2-9]{6}/g));
    expect(names.size).toBe(8);
    expect(await board()).toBe(said);
    await submit('leaderboard.setup', {
      ...FORM,
      period: 'month',
      day: '1',
      hour: '8',
      zone: 'Europe/Berlin',
    });
    await services.store.db.deleteFrom('post').where('key', 'like', 'leaderboard/1/%').execute();
    const other = new Set((await board()).match(/Player [A-Z2-9]{6}/g));
    expect([...other].filter((name) => names.has(name))).toEqual([]);
  });

  it.each(['team', 'off'])('names nobody at all with "%s", also not in what stands already', async (mode) => {
    await settled();
    await setMode(mode);
    expect(await stale()).toEqual([true]);
    const said = await board();
    expect(said).toContain('boards of people are switched off here');
    expect(said).not.toMatch(/Rep [A-G]|Ana Silva|Player/);
  });

  it.each(['team', 'off'])('names nobody in a correction either with "%s"', async (mode) => {
    await book('005REP2', 50_000, '2026-11-18');
    await restored();
    expect(await correction()).toContain('Rep B: $60,000 is now $110,000');
    await setMode(mode);
    const said = await correction();
    expect(said).toContain('boards of people are switched off here');
    expect(said).not.toMatch(/Rep [A-G]|Ana Silva/);
  });

  it('says nothing of a team in a correction once its people are not ranked any more', async () => {
    await book('005REP2', 50_000, '2026-11-18');
    await restored();
    await setMode('off', { team: 'dana.cole@example.com' });
    expect(await correction()).not.toMatch(/Rep [A-G]/);
  });

  it('keeps a team apart whose manager’s mode is stricter, and names the others', async () => {
    await setMode('names');
    await services.store.db
      .updateTable('person')
      .set({ manager_id: null })
      .where('id', '=', '005REP1')
      .execute();
    expect(await setMode('off', { team: 'dana.cole@example.com' })).toMatchObject({ kind: 'update' });
    const said = await board();
    expect(said).toContain('1. Rep A: $70,000');
    expect(said).not.toMatch(/Rep [B-G]|Ana Silva/);
    expect(said).toContain('7 people are not ranked here.');
  });

  it('keeps a country apart', async () => {
    await setMode('names');
    await services.store.db
      .insertInto('person_fact')
      .values({
        person_id: '005REP2',
        kind: 'location',
        value: 'Germany',
        valid_from: '2020-01-01',
        valid_to: null,
      })
      .execute();
    await setMode('pseudonyms', { location: 'GERMANY' });
    const said = await board();
    expect(said).not.toContain('Rep B');
    expect(said).toMatch(/2\. Player [A-Z2-9]{6}: \$60,000/);
    expect(said).toContain('3. Rep C');
  });

  it('takes the strictest of several', () => {
    expect(strictest(['names', 'pseudonyms', 'top'])).toBe('pseudonyms');
    expect(strictest(['off', 'names'])).toBe('off');
    expect(Object.keys(PRIVACY_MODES).every((mode) => strictest([mode as 'names']) === mode)).toBe(true);
  });

  it('is set by admins alone, for a location or a team that there is', async () => {
    await expect(type('privacy', ANA)).rejects.toThrow('Only an admin');
    await type('privacy', null, true);
    expect(windows[0]?.id).toBe('leaderboard.privacy');
    expect(await setMode('off', { team: 'nobody@example.com' })).toMatchObject({ kind: 'errors' });
    expect(await setMode('off', { team: 'dana.cole@example.com', location: 'X' })).toMatchObject({
      kind: 'errors',
    });
    expect(await setMode('king')).toMatchObject({ kind: 'errors' });
  });
});

describe('one’s own place', () => {
  const value = JSON.stringify({
    channelId: 'C1',
    metric: 'bookings',
    periodType: 'week',
    start: '2026-11-16',
  });

  it('is told privately, also to who is not named', async () => {
    expect(await board()).toContain('My place');
    expect(await press('leaderboard.place', ANA, value)).toContain('you are in place 8 of 8, with $5,000.');
    expect(await press('leaderboard.place', LI, value)).toContain('you hold no place');
  });

  it('says why there is none and what brings it back, to who left and where boards are off', async () => {
    await press('leaderboard.leave', ANA);
    expect(await press('leaderboard.place', ANA, value)).toContain(
      '`/attain leaderboard join` brings you back.',
    );
    await setMode('off');
    expect(await press('leaderboard.place', ANA, value)).toContain('boards of people are switched off here.');
  });

  it('is of boards that are set up, and of nothing else', async () => {
    const other = value.replace('bookings', 'calls');
    await expect(press('leaderboard.place', ANA, other)).rejects.toThrow('no longer set up');
    await expect(press('leaderboard.place', ANA, '{}')).rejects.toThrow('cannot be read');
  });
});

describe('opting out', () => {
  it('takes a person off at once, counts them, and moves the others up', async () => {
    await settled();
    expect((await type('leave', '005REP1'))?.text).toContain('You stand on no board any more');
    expect(await stale()).toEqual([true]);
    const said = await board();
    expect(said).not.toContain('Rep A');
    expect(said).toContain('1. Rep B: $60,000');
    expect(said).toContain('1 person is not ranked here.');
    expect(said).toContain('Company total of bookings: $285,000');
  });

  it('is undone as easily, from Home too', async () => {
    const home = async () =>
      JSON.stringify(await must(leaderboard.home, 'the section').render(call('005REP1')));
    expect(await home()).toContain('Take me off boards');
    await press('leaderboard.leave', '005REP1');
    expect(await home()).toContain('Put me on boards');
    await press('leaderboard.join', '005REP1');
    expect(await board()).toContain('1. Rep A: $70,000');
  });

  it('is noted, and refused to who is nobody', async () => {
    await press('leaderboard.leave', '005REP1');
    const noted = await services.store.db.selectFrom('audit_entry').select(['action', 'subject']).execute();
    expect(noted).toContainEqual({ action: 'board.left', subject: '005REP1' });
    await expect(type('leave', null)).rejects.toThrow('not linked');
  });

  it('is not told as a correction', async () => {
    await press('leaderboard.leave', '005REP1');
    await restored();
    const kinds = await services.store.db.selectFrom('post').select('kind').execute();
    expect(kinds.map(({ kind }) => kind)).not.toContain('leaderboard.correction');
  });
});
