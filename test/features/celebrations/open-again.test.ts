import { beforeEach, describe, expect, it } from 'vitest';
import { LI, OTTO } from '../small-company.ts';
import { celebrationDesk, type Desk, EVERY } from './celebration-desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await celebrationDesk();
});

describe('a deal that is open again', () => {
  it('is taken back in its message without naming anybody, and celebrated there again when it is won again', async () => {
    await desk.setUp();
    await desk.deal('D1');
    desk.pass({ minutes: 10 });
    const [told] = await desk.channel();
    await desk.deal('D1', { open: true });
    expect(await desk.channel()).toEqual(['This deal is open again; the celebration waits with it.']);
    desk.pass({ hours: 24 });
    await desk.deal('D1');
    desk.pass({ minutes: 10 });
    expect(await desk.channel()).toEqual([told]);
    expect(await desk.posts()).toHaveLength(1);
  });

  it('asks for its message to be written afresh, as an amount that changes does', async () => {
    await desk.setUp();
    await desk.deal('D1');
    desk.pass({ minutes: 10 });
    await desk.channel();
    const isStale = async () => (await desk.posts()).map(({ stale }) => stale);
    const written = () => desk.store.db.updateTable('post').set({ stale: false }).execute();
    await written();
    await desk.deal('D1', { amount: 5_000_000n });
    expect(await isStale()).toEqual([true]);
    await written();
    await desk.deal('OTHER', { owner: OTTO, closeOn: '2026-11-02' });
    expect(await isStale()).toEqual([false]);
    await desk.deal('D1', { open: true });
    expect(await isStale()).toEqual([true]);
  });

  it('leaves a message that tells several', async () => {
    await desk.setUp();
    await desk.deal('D1');
    await desk.deal('D2', { owner: LI });
    desk.pass({ minutes: 10 });
    await desk.channel();
    await desk.deal('D1', { open: true });
    expect(await desk.channel()).toEqual([`Li Wei won Deal D2: $40,000 :tada:\n${EVERY}`]);
  });

  it('before anybody has read of it was never told, and is told when it is won for good', async () => {
    await desk.setUp();
    await desk.deal('D1');
    await desk.deal('D2', { owner: LI });
    desk.pass({ minutes: 5 });
    await desk.deal('D1', { open: true });
    desk.pass({ minutes: 5 });
    expect(await desk.channel()).toEqual([expect.stringContaining('Li Wei won Deal D2')]);
    await desk.deal('D1');
    desk.pass({ minutes: 10 });
    expect(await desk.channel()).toEqual([
      expect.stringContaining('Li Wei won Deal D2'),
      expect.stringContaining('Ana Silva won Deal D1'),
    ]);
  });

  it('alone in a message that was not said is told by a new one', async () => {
    await desk.setUp();
    await desk.deal('D1');
    await desk.deal('D1', { open: true });
    desk.pass({ minutes: 10 });
    expect(await desk.channel()).toEqual([]);
    await desk.deal('D1');
    desk.pass({ minutes: 10 });
    expect(await desk.channel()).toEqual([expect.stringContaining('Ana Silva won Deal D1')]);
  });
});
