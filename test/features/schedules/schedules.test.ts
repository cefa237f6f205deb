import { beforeEach, describe, expect, it } from 'vitest';
import type { Fact, Services } from '#feature.ts';
import { leaderboard } from '#features/leaderboard/index.ts';
import { readBoards } from '#features/leaderboard/store.ts';
import { schedules } from '#features/schedules/index.ts';
import type { MovableClock } from '#lib/clock.ts';
import { must } from '#lib/errors.ts';
import { excessOf } from '#slack/blocks/excess.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { slackModal } from '#slack/modal-view.ts';
import { aCall, OPS } from '../a-call.ts';
import { companyWithBoards, FORM, START } from '../leaderboard/board-desk.ts';
import { ANA } from '../small-company.ts';

const at = (text: string) => Temporal.Instant.from(text);
const feature = schedules([leaderboard]);

let services: Services;
let clock: MovableClock;
let windows: ModalView[] = [];
beforeEach(async () => {
  windows = [];
  ({ services, clock } = await companyWithBoards());
  await setUp();
});

const called = () => aCall({ services, actor: OPS, now: clock.now(), windows });

async function submit(id: string, values: Record<string, string>, metadata = '') {
  const modal = must(
    leaderboard.modals?.find((one) => one.id === id),
    id,
  );
  const outcome = await modal.submit({ ...called(), values, metadata });
  if (outcome.kind !== 'update') throw new Error(JSON.stringify(outcome));
  return outcome.view;
}

/** Fills in the form, maybe that of a board there is, and confirms the preview. */
async function setUp(changes: Partial<typeof FORM> = {}, replaces = '') {
  const preview = await submit('leaderboard.setup', { ...FORM, ...changes }, replaces);
  return submit('leaderboard.confirm', {}, preview.metadata);
}

async function press(verb: string, value = 'leaderboard/1', isInHome = true) {
  const action = must(
    feature.actions?.find(({ id }) => id === `schedules.${verb}`),
    verb,
  );
  const said = await action.run({ ...called(), value, isInHome });
  return said && guard(said);
}

async function home(): Promise<string> {
  const blocks = await must(feature.home, 'Home').render(called());
  expect(excessOf(blocks, 'home')).toEqual([]);
  return JSON.stringify(blocks);
}

async function tick(now: string) {
  clock.moveTo(at(now));
  await must(leaderboard.schedules?.[0], 'the schedule').run(services, clock.now());
}

const posts = () => services.store.db.selectFrom('post').selectAll().orderBy('id').execute();
const keys = async () => (await posts()).map(({ key }) => key);
/** Slack has taken what was recorded. */
const send = () =>
  services.store.db
    .updateTable('post')
    .set({ state: 'posted', channel: 'C1', ts: '1.1', stale: false })
    .execute();
const change: Fact = {
  name: 'figures.changed',
  subject: ANA,
  payload: { from: '2026-11-16', to: '2026-11-23' },
  at: START,
};

describe('a scheduled message', () => {
  it('stands in Home with where it goes, when next in the reader’s zone, and what it costs', async () => {
    const shown = await home();
    const next = at('2026-11-23T07:00:00Z').epochMilliseconds / 1000;
    for (const words of ['<#C1>', 'people by bookings, each week', `<!date^${next}^`, '1 message a week'])
      expect(shown).toContain(words);
    expect(feature.home?.permission).toBe('installer');
  });

  it('posts nothing while it rests, and on going on not what it missed but what comes next', async () => {
    await send();
    expect(await press('pause')).toBeUndefined();
    expect(await home()).toContain('Paused by <@U0OPS>');
    await tick('2026-11-23T08:00:00Z');
    await tick('2026-11-25T08:00:00Z');
    expect(await keys()).toEqual(['leaderboard/1/2026-11-16']);

    await press('resume');
    expect(await home()).not.toContain('Paused by');
    await tick('2026-11-25T09:00:00Z');
    expect(await keys()).toEqual(['leaderboard/1/2026-11-16']);
    await tick('2026-11-30T07:30:00Z');
    expect(await keys()).toEqual(['leaderboard/1/2026-11-16', 'leaderboard/1/2026-11-30']);
  });

  it('leaves what stands in the channel as it is while it rests, and brings it up to date at once afterwards', async () => {
    await send();
    await press('pause');
    await leaderboard.onFacts?.(services, [change]);
    expect(await posts()).toMatchObject([{ state: 'posted', stale: false }]);
    await press('resume');
    expect(await posts()).toMatchObject([{ state: 'posted', stale: true }]);
  });

  it('takes back what has not left when it is paused; once it goes on, that can be said again', async () => {
    await press('pause');
    expect(await posts()).toEqual([]);
    await press('resume');
    await tick('2026-11-23T08:00:00Z');
    expect(await keys()).toEqual(['leaderboard/1/2026-11-23']);
  });

  it('keeps what may be there already: it is not taken back', async () => {
    await services.store.db.updateTable('post').set({ doubtful: true }).execute();
    await press('pause');
    expect(await keys()).toEqual(['leaderboard/1/2026-11-16']);
  });

  it('is sent to who tries it as it is, and to nobody else', async () => {
    const copy = must(await press('copy'), 'a copy');
    expect(copy.text).toMatch(/^A copy for you alone of what goes to <#C1>\./);
    expect(copy.blocks.length).toBeGreaterThan(2);
    expect(await keys()).toEqual(['leaderboard/1/2026-11-16']);
  });

  it('is changed in the window it was set up in; another question ends the old board', async () => {
    await press('edit');
    const [form] = windows;
    expect(slackModal(must(form, 'a window')).private_metadata).toBe('1');
    expect(JSON.stringify(form)).toContain('"initial_value":"10"');
    await setUp({ hour: '9' }, '1');
    expect(await readBoards(services.store)).toMatchObject([{ id: 1, hour: 9 }]);
    await setUp({ who: 'team' }, '1');
    expect(await readBoards(services.store)).toMatchObject([{ by: 'team' }]);
  });

  it('goes on when a resting one is set up again, without what it missed', async () => {
    await send();
    await press('pause');
    clock.moveTo(at('2026-11-25T09:00:00Z'));
    await setUp({ rows: '5' }, '1');
    expect(await readBoards(services.store)).toMatchObject([{ rows: 5, pause: undefined }]);
    expect((await readBoards(services.store))[0]?.lastSlot.toString()).toBe('2026-11-25T09:00:00Z');
  });

  it('can be paused and resumed twice; one that is gone is refused', async () => {
    const message = must(await press('pause', 'leaderboard/1', false), 'the list');
    expect(message.text).toMatch(/paused/);
    await press('pause');
    await press('resume');
    await press('resume');
    for (const gone of ['leaderboard/9', 'leaderboard/', 'nothing/1', '', '1'])
      for (const verb of ['copy', 'edit', 'pause', 'resume'])
        await expect(press(verb, gone)).rejects.toThrow('That scheduled message is gone.');
    const audit = await services.store.db.selectFrom('audit_entry').select('action').orderBy('seq').execute();
    expect(audit.map(({ action }) => action).slice(-2)).toEqual(['board.paused', 'board.resumed']);
  });
});
