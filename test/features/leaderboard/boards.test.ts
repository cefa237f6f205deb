import { beforeEach, describe, expect, it } from 'vitest';
import { leaderboard } from '#features/leaderboard/index.ts';
import { previewBoard } from '#features/leaderboard/posts.ts';
import { readBoards } from '#features/leaderboard/store.ts';
import { must } from '#lib/errors.ts';
import { ANA } from '../small-company.ts';
import { boardDesk, type Desk, FORM } from './board-desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await boardDesk();
});

describe('setting up a board', () => {
  it('previews what the channel will see, and posts nothing before it is confirmed', async () => {
    await desk.book(ANA, '2026-11-17', 42_000);
    const preview = await desk.submit('leaderboard.setup', FORM);
    const view = preview.kind === 'update' ? preview.view : undefined;
    expect(JSON.stringify(view?.blocks)).toContain('1. Ana Silva: $42,000');
    expect(await desk.posts()).toEqual([]);
    const sample = must(
      leaderboard.actions?.find(({ id }) => id === 'leaderboard.sample'),
      'the sample button',
    );
    const message = await sample.run({
      ...desk.called(),
      value: must(view, 'a view').metadata,
    });
    expect(message?.blocks.map(({ type }) => type)).toContain('data_table');
    expect(await desk.posts()).toEqual([]);
  });

  it('says mistakes next to their fields', async () => {
    expect(await desk.submit('leaderboard.setup', { ...FORM, rows: '1', zone: 'Moon' })).toEqual({
      kind: 'errors',
      errors: {
        rows: 'Enter a whole number from 3 to 100.',
        zone: 'Enter a time zone such as Europe/Berlin.',
      },
    });
  });

  it('posts at once when confirmed, exactly what was previewed', async () => {
    await desk.book(ANA, '2026-11-17', 42_000);
    expect((await desk.setUp()).kind).toBe('update');
    expect(await desk.posts()).toMatchObject([
      { audience: 'C1', kind: 'leaderboard', key: 'leaderboard/1/2026-11-16' },
    ]);
    const [board] = await readBoards(desk.services.store);
    expect(await desk.render()).toEqual(await previewBoard(desk.services, must(board, 'a board')));
  });

  it('confirmed twice is one board and one post', async () => {
    await desk.setUp();
    await desk.setUp({ hour: '9' });
    expect(await readBoards(desk.services.store)).toMatchObject([{ hour: 9 }]);
    expect(await desk.posts()).toHaveLength(1);
  });

  it('belongs to the installer', async () => {
    const own = ['leaderboard.place', 'leaderboard.leave', 'leaderboard.join'];
    const all = [...(leaderboard.actions ?? []), ...(leaderboard.modals ?? [])];
    const guarded = all.filter(({ id }) => !own.includes(id));
    expect(guarded.map(({ permission }) => permission)).toEqual(guarded.map(() => 'installer'));
    for (const text of ['setup', 'list', 'remove 1', 'privacy']) {
      await expect(desk.type(text, false)).rejects.toThrow('Only an admin of Attain sets up boards.');
    }
  });

  it.each(['', 'x', '{}', '{"channelId":"C1"}'])(
    'refuses a preview that was tampered with: %s',
    async (metadata) => {
      await expect(desk.submit('leaderboard.confirm', {}, metadata)).rejects.toThrow('cannot be read');
    },
  );
});

describe('asking for a board', () => {
  it('shows the boards of the channel privately, each in an answer of its own', async () => {
    await desk.setUp();
    await desk.setUp({ metric: 'calls' });
    await desk.setUp({ channel: 'C2' });
    expect((await desk.type(''))?.text).toMatch(/^Bookings, /);
    expect(desk.replies.map(({ text }) => text.split(',')[0])).toEqual(['Calls']);
  });

  it('says where there is none, and offers to set one up only to the installer', async () => {
    expect((await desk.type('', false))?.blocks).toHaveLength(1);
    expect((await desk.type(''))?.blocks).toHaveLength(2);
  });

  it('opens the form for the installer, with the channel and zone they are in', async () => {
    await desk.type('setup');
    expect(JSON.stringify(desk.windows[0])).toContain('"initial_conversation":"C1"');
    expect(JSON.stringify(desk.windows[0])).toContain('"initial_value":"Europe/Berlin"');
  });

  it('lists boards and removes one; what it posted stays and is not touched again', async () => {
    await desk.setUp();
    expect((await desk.type('list'))?.text).toContain(
      '1. <#C1>: people by bookings, each week, posted every Monday at 08:00 Europe/Berlin',
    );
    expect((await desk.type('remove 1'))?.text).toContain('Board 1 is removed.');
    expect(await readBoards(desk.services.store)).toEqual([]);
    expect(await desk.render()).toBeUndefined();
    await expect(desk.type('remove 1')).rejects.toThrow('There is no board 1.');
    await expect(desk.type('remove')).rejects.toThrow('A board is removed by its number.');
  });

  it('says what it can do when it cannot read the words', async () => {
    await expect(desk.type('dance')).rejects.toThrow('I cannot read "dance" after leaderboard.');
  });
});
