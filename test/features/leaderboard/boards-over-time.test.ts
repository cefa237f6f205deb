import { beforeEach, describe, expect, it } from 'vitest';
import { leaderboard } from '#features/leaderboard/index.ts';
import { postKey } from '#features/leaderboard/post-key.ts';
import { readSnapshots } from '#features/leaderboard/store.ts';
import { ANA, DANA, LI } from '../small-company.ts';
import { boardDesk, type Desk, START } from './board-desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await boardDesk();
});

describe('a board over time', () => {
  it('keeps one message in a period and starts another when it turns', async () => {
    await desk.setUp();
    await desk.tick('2026-11-20T09:00:00Z');
    expect(await desk.posts()).toHaveLength(1);
    await desk.tick('2026-11-23T06:59:00Z');
    expect(await desk.posts()).toHaveLength(1);
    await desk.tick('2026-11-23T07:00:00Z');
    await desk.tick('2026-11-23T07:01:00Z');
    expect((await desk.posts()).map(({ key }) => key)).toEqual([
      'leaderboard/1/2026-11-16',
      'leaderboard/1/2026-11-23',
    ]);
  });

  it('posts once after weeks of silence', async () => {
    await desk.setUp();
    await desk.tick('2026-12-16T10:00:00Z');
    expect((await desk.posts()).map(({ key }) => key)).toEqual([
      'leaderboard/1/2026-11-16',
      'leaderboard/1/2026-12-14',
    ]);
  });

  it('compares a new week with the end of the last, and says so', async () => {
    await desk.book(ANA, '2026-11-17', 10);
    await desk.setUp();
    expect((await desk.render())?.text).not.toMatch(/up|new|same/);
    await desk.book(LI, '2026-11-20', 20);
    await desk.book(LI, '2026-11-23', 1);
    await desk.book(DANA, '2026-11-23', 3);
    await desk.tick('2026-11-23T10:00:00Z');
    expect((await desk.render(0))?.text).toContain(
      '(final): Li Wei led in bookings in 2026-W47 with $20, then Ana Silva with $10.',
    );
    const text = (await desk.render(1))?.text;
    expect(text).toContain('1. Dana Cole: $3 (new)');
    expect(text).toContain('2. Li Wei: $1 (down 1)');
    expect(text).toContain('1 person has no bookings yet this week.');
    expect(JSON.stringify((await desk.render(1))?.blocks)).toContain(
      'places compared with the end of the week before',
    );
  });

  it('compares within a longer period with the time before', async () => {
    await desk.book(ANA, '2026-11-02', 10);
    await desk.book(LI, '2026-11-03', 5);
    await desk.setUp({ period: 'quarter' });
    await desk.book(LI, '2026-11-19', 100);
    expect((await desk.render())?.text).not.toMatch(/\((up|same|new)/);
    await desk.tick('2026-11-23T08:00:00Z');
    expect((await desk.render())?.text).toContain('1. Li Wei: $105 (up 1)');
    expect(JSON.stringify((await desk.render())?.blocks)).toContain('compared with Wednesday, November 18');
    await desk.tick('2026-11-30T08:00:00Z');
    expect((await desk.render())?.text).toContain('1. Li Wei: $105 (same)');
    expect(await desk.posts()).toHaveLength(1);
  });

  it('asks for its message again when a day in its period was touched, and only then', async () => {
    await desk.setUp();
    await desk.services.store.db.updateTable('post').set({ stale: false, state: 'posted' }).execute();
    const told = (from: string, to: string) =>
      leaderboard.onFacts?.(desk.services, [
        { name: 'figures.changed', subject: 'cells', payload: { from, to }, at: START },
      ]);
    await told('2026-11-01', '2026-11-15');
    expect((await desk.posts()).map(({ stale }) => stale)).toEqual([false]);
    await told('2026-11-01', '2026-11-16');
    expect((await desk.posts()).map(({ stale }) => stale)).toEqual([true]);
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
      await desk.setUp({ metric });
      await desk.services.store.db.updateTable('post').set({ stale: false, state: 'posted' }).execute();
      const payload = { from: day, to: day, deals: 1 };
      await leaderboard.onFacts?.(desk.services, [
        { name: 'pipeline.changed', subject: 'deals', payload, at: START },
      ]);
      expect((await desk.posts()).map(({ stale }) => stale)).toEqual([again]);
    },
  );

  it('remembers no more places than it compares with', async () => {
    await desk.setUp();
    for (let week = 1; week < 10; week++) await desk.tick(START.add({ hours: 168 * week }).toString());
    expect((await readSnapshots(desk.services.store, 1)).length).toBeLessThan(10);
    expect(
      await desk.services.store.db
        .withTables<{ board_post: { board_id: number } }>()
        .selectFrom('board_post')
        .select('board_id')
        .execute(),
    ).toHaveLength(6);
  });

  it('does not hold up other boards when one fails', async () => {
    await desk.setUp();
    await desk.setUp({ channel: 'C2' });
    const { store } = desk.services;
    await store.db
      .withTables<{ board: { channel_id: string; metric: string } }>()
      .updateTable('board')
      .set({ metric: 'gone' })
      .where('channel_id', '=', 'C1')
      .execute();
    await expect(desk.tick('2026-11-23T10:00:00Z')).rejects.toThrow('board 1: "gone" is no metric I know');
    expect((await desk.posts()).map(({ key }) => key)).toContain(postKey(2, '2026-11-23'));
  });
});
