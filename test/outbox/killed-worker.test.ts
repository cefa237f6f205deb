import { describe, expect, it } from 'vitest';
import { parkedPosts } from '#outbox/abandoned.ts';
import type { CrashPoint } from '#outbox/crash-point.ts';
import type { Dispatcher } from '#outbox/create-dispatcher.ts';
import { createOutbox } from '#outbox/create-outbox.ts';
import type { Sender } from '#slack/deliver.ts';
import { postgresServer } from '../support/engines.ts';
import { boardPost, letTimePass, outboxWorld, postRow, type OutboxWorld } from './support/outbox-world.ts';

/** A worker that ends at a point, as if its process were killed there. */
function killedAt(world: OutboxWorld, at: CrashPoint): Dispatcher {
  return world.dispatcherWith({
    crashPoint: (point) => {
      if (point === at) throw new Error(`killed ${at}`);
    },
  });
}

describe('a worker that is killed', () => {
  it.each(['after-claim', 'after-render'] as const)(
    '%s has said nothing: the post goes out once its lease ends',
    async (at) => {
      const world = await outboxWorld();
      await world.outbox.record(world.store, boardPost());
      await expect(killedAt(world, at).sendDue(10)).rejects.toThrow('killed');
      await world.dispatcher.sendDue(10);
      expect(world.sender.sent).toEqual([]);
      await letTimePass(world.store);
      await world.dispatcher.sendDue(10);
      expect(world.sender.sent).toHaveLength(1);
      expect(await parkedPosts(world.store)).toEqual([]);
    },
  );

  it.each([
    ['before-send', 0],
    ['after-send', 1],
  ] as const)('%s may have said it: Slack is read, and it stands there once', async (at, before) => {
    const world = await outboxWorld();
    await world.outbox.record(world.store, boardPost());
    await expect(killedAt(world, at).sendDue(10)).rejects.toThrow('killed');
    expect(world.sender.standing).toHaveLength(before);
    await world.dispatcher.sendDue(10);
    expect(world.sender.standing).toHaveLength(before);
    await letTimePass(world.store);
    await world.dispatcher.sendDue(10);
    await world.dispatcher.sendDue(10);
    expect(world.sender.standing).toHaveLength(1);
    const { ts } = world.sender.standing[0] ?? {};
    expect(await postRow(world.store)).toMatchObject({ state: 'posted', ts, reason: null });
  });

  it('after-settle has lost nothing', async () => {
    const world = await outboxWorld();
    await world.outbox.record(world.store, boardPost());
    await expect(killedAt(world, 'after-settle').sendDue(10)).rejects.toThrow('killed');
    await letTimePass(world.store);
    await world.dispatcher.sendDue(10);
    expect(world.sender.sent).toHaveLength(1);
    expect(await postRow(world.store)).toMatchObject({ state: 'posted' });
  });

  it('after-record, inside the transaction, leaves no post behind', async () => {
    const world = await outboxWorld();
    const outbox = createOutbox({
      wake: async () => undefined,
      crashPoint: () => {
        throw new Error('killed');
      },
    });
    await expect(world.store.transaction((tx) => outbox.record(tx, boardPost()))).rejects.toThrow('killed');
    expect(await world.dispatcher.sendDue(10)).toBe(0);
  });
});

describe('a worker that was frozen and overtaken', () => {
  it('before the send finds its claim gone and sends nothing', async () => {
    const world = await outboxWorld();
    await world.outbox.record(world.store, boardPost());
    const frozen = world.dispatcherWith({
      crashPoint: async (point) => {
        if (point !== 'after-render') return;
        await letTimePass(world.store);
        await world.dispatcher.sendDue(10);
      },
    });
    await frozen.sendDue(1);
    expect(world.sender.sent).toHaveLength(1);
    expect(await postRow(world.store)).toMatchObject({ state: 'posted', attempt: 2 });
  });

  it('after the send still brings the news that the message is there', async () => {
    const world = await outboxWorld();
    await world.outbox.record(world.store, boardPost());
    const frozen = world.dispatcherWith({
      crashPoint: async (point) => {
        if (point !== 'after-send') return;
        world.sender.mayRead = false;
        await letTimePass(world.store);
        await world.dispatcher.sendDue(10);
        world.sender.mayRead = true;
        expect(await parkedPosts(world.store)).toHaveLength(1);
      },
    });
    await frozen.sendDue(1);
    expect(await parkedPosts(world.store)).toEqual([]);
    expect(await postRow(world.store)).toMatchObject({ state: 'posted', ts: '1700000000.000001' });
    expect(world.sender.sent).toHaveLength(1);
  });

  it('cannot undo what its successor wrote', async () => {
    const world = await outboxWorld();
    await world.outbox.record(world.store, boardPost());
    const late: Sender = {
      ...world.sender,
      post: async () => ({ kind: 'refused', reason: 'user_not_found', permanent: true }),
    };
    const frozen = world.dispatcherWith({
      sender: late,
      crashPoint: async (point) => {
        if (point !== 'after-claim') return;
        await letTimePass(world.store);
        await world.dispatcher.sendDue(10);
      },
    });
    await frozen.sendDue(1);
    expect(await postRow(world.store)).toMatchObject({ state: 'posted', reason: null });
  });
});

const embedded = { title: 'the embedded database', isThere: true, url: undefined };
const server = { ...postgresServer, isThere: postgresServer.url !== undefined };

describe.each([embedded, server])('many workers on $title', ({ url, isThere }) => {
  it.skipIf(!isThere)('send each of 40 posts once', async () => {
    const world = await outboxWorld(url);
    for (let n = 0; n < 40; n++) await world.outbox.record(world.store, boardPost(`post/${n}`));
    const workers = Array.from({ length: 4 }, () => world.dispatcherWith({}));
    await Promise.all(workers.map((worker) => worker.sendDue(40)));
    expect(world.sender.sent).toHaveLength(40);
    expect(new Set(world.sender.sent.map((one) => one.marker)).size).toBe(40);
  });
});
