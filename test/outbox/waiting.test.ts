import { describe, expect, it } from 'vitest';
import { boardKind, boardPost, letTimePass, MONDAY, outboxWorld, postRow } from './support/outbox-world.ts';

const ANSWER = 'correction/1';

describe('kinds that wait while the data cannot be trusted', () => {
  it('are neither sent nor updated, and nothing is lost: they go out when the waiting is over', async () => {
    const world = await outboxWorld();
    let waiting: readonly string[] = ['board'];
    const dispatcher = world.dispatcherWith({ waitingKinds: async () => waiting });
    await world.outbox.record(world.store, boardPost());
    expect(await dispatcher.sendDue(10)).toBe(0);
    expect(await postRow(world.store)).toMatchObject({ state: 'pending', attempt: 0 });
    waiting = [];
    expect(await dispatcher.sendDue(10)).toBe(1);

    waiting = ['board'];
    world.board.words = 'Omar leads';
    await world.outbox.refresh(world.store, boardPost().key);
    await dispatcher.sendDue(10);
    expect(world.sender.sent.map(({ way }) => way)).toEqual(['post']);
    expect(await postRow(world.store)).toMatchObject({ stale: true });
    waiting = [];
    await dispatcher.sendDue(10);
    expect(world.sender.sent.map(({ way }) => way)).toEqual(['post', 'update']);
  });

  it('do not hold up other kinds', async () => {
    const world = await outboxWorld();
    const dispatcher = world.dispatcherWith({ waitingKinds: async () => ['other'] });
    await world.outbox.record(world.store, boardPost());
    expect(await dispatcher.sendDue(10)).toBe(1);
  });
});

describe('a kind that knows its hours', () => {
  it('is asked when it leaves and waits until then; what is there is brought up to date at any hour', async () => {
    const world = await outboxWorld();
    const opens = MONDAY.add({ hours: 14 });
    const isShut = () => Temporal.Instant.compare(world.clock.now(), opens) < 0;
    let isOver = false;
    const kind = { ...boardKind, waitsUntil: async () => (isOver || isShut() ? opens : undefined) };
    const dispatcher = world.dispatcherWith({ kinds: [kind] });
    await world.outbox.record(world.store, boardPost());
    await dispatcher.sendDue(10);
    expect(world.sender.sent).toEqual([]);
    expect(await postRow(world.store)).toMatchObject({
      state: 'pending',
      reason: 'it is not the hour for it',
    });
    world.clock.moveTo(opens);
    await dispatcher.sendDue(10);
    isOver = true;
    world.board.words = 'Omar leads';
    await world.outbox.refresh(world.store, boardPost().key);
    await dispatcher.sendDue(10);
    expect(world.sender.sent.map(({ way }) => way)).toEqual(['post', 'update']);
  });
});

describe('an answer in a thread', () => {
  it('goes below the message it answers', async () => {
    const { store, outbox, dispatcher, sender } = await outboxWorld();
    await outbox.record(store, boardPost());
    await outbox.record(store, boardPost(ANSWER, { thread: boardPost().key }));
    await dispatcher.sendDue(10);
    expect(sender.sent.map(({ thread }) => thread)).toEqual([undefined, '1700000000.000001']);
  });

  it('waits while that message is on its way', async () => {
    const { store, outbox, dispatcher, sender } = await outboxWorld();
    await outbox.record(store, boardPost(ANSWER, { thread: boardPost().key }));
    await outbox.record(store, boardPost());
    await dispatcher.sendDue(10);
    expect(await postRow(store, ANSWER)).toMatchObject({ state: 'pending' });
    await letTimePass(store);
    await dispatcher.sendDue(10);
    expect(sender.sent.map(({ thread }) => thread)).toEqual([undefined, '1700000000.000001']);
  });

  it('is given up where there is nothing to answer', async () => {
    const { store, outbox, dispatcher, sender } = await outboxWorld();
    await outbox.record(store, boardPost(ANSWER, { thread: 'board/C1/never' }));
    await dispatcher.sendDue(10);
    expect(sender.sent).toEqual([]);
    expect(await postRow(store, ANSWER)).toMatchObject({
      state: 'dropped',
      reason: 'the message it answers is not there',
    });
  });
});
