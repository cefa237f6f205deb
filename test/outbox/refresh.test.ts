import { describe, expect, it } from 'vitest';
import {
  boardKind,
  boardPost,
  letTimePass,
  outboxWorld,
  postRow,
  type OutboxWorld,
} from './support/outbox-world.ts';

async function postedBoard(): Promise<OutboxWorld> {
  const world = await outboxWorld();
  await world.outbox.record(world.store, boardPost());
  await world.dispatcher.sendDue(10);
  return world;
}

async function refresh({ outbox, store, dispatcher }: OutboxWorld): Promise<void> {
  await outbox.refresh(store, boardPost().key);
  await dispatcher.sendDue(10);
}

describe('a standing message', () => {
  it('is updated in place when what it says has changed', async () => {
    const world = await postedBoard();
    world.board.words = 'Omar leads';
    await refresh(world);
    expect(world.sender.sent.map(({ way, text }) => `${way} ${text}`)).toEqual([
      'post Dana leads',
      'update Omar leads',
    ]);
    expect(await postRow(world.store)).toMatchObject({
      state: 'posted',
      ts: '1700000000.000001',
      stale: false,
    });
  });

  it('is left alone when nothing has changed', async () => {
    const world = await postedBoard();
    await refresh(world);
    expect(world.sender.sent).toHaveLength(1);
    expect(await postRow(world.store)).toMatchObject({ state: 'posted', stale: false, lease_until: null });
  });

  it('is left as it is when it no longer applies', async () => {
    const world = await postedBoard();
    world.board.words = null;
    await refresh(world);
    expect(world.sender.sent).toHaveLength(1);
    expect(await postRow(world.store)).toMatchObject({ state: 'posted', reason: 'it no longer applied' });
  });

  it('that someone deleted is not updated again, and says why', async () => {
    const world = await postedBoard();
    world.board.words = 'Omar leads';
    world.sender.answer({ kind: 'refused', reason: 'message_not_found', permanent: true });
    await refresh(world);
    await letTimePass(world.store);
    await world.dispatcher.sendDue(10);
    expect(world.sender.sent).toHaveLength(2);
    expect(await postRow(world.store)).toMatchObject({ state: 'posted', reason: 'message_not_found' });
  });

  it.each([
    { kind: 'limited', waitSeconds: 30 },
    { kind: 'unknown', reason: 'Slack answered with HTTP 503' },
    { kind: 'refused', reason: 'service_unavailable', permanent: false },
  ] as const)('is updated later when Slack answers "$kind"', async (outcome) => {
    const world = await postedBoard();
    world.board.words = 'Omar leads';
    world.sender.answer(outcome);
    await refresh(world);
    await world.dispatcher.sendDue(10);
    expect(world.sender.sent).toHaveLength(2);
    await letTimePass(world.store);
    await world.dispatcher.sendDue(10);
    expect(world.sender.sent.at(-1)).toMatchObject({ way: 'update', text: 'Omar leads' });
    expect(await postRow(world.store)).toMatchObject({ state: 'posted', stale: false, reason: null });
  });

  it('shows a change that came while an update was on its way', async () => {
    const world = await postedBoard();
    world.board.words = 'Omar leads';
    const slow = world.dispatcherWith({
      crashPoint: async (point) => {
        if (point !== 'before-send') return;
        world.board.words = 'Mia leads';
        await world.outbox.refresh(world.store, boardPost().key);
      },
    });
    await world.outbox.refresh(world.store, boardPost().key);
    await slow.sendDue(1);
    await world.dispatcher.sendDue(10);
    expect(world.sender.sent.map((one) => one.text)).toEqual(['Dana leads', 'Omar leads', 'Mia leads']);
  });

  it('asked for while it is still unsent, is simply said as it is then', async () => {
    const world = await outboxWorld();
    await world.outbox.record(world.store, boardPost());
    world.board.words = 'Omar leads';
    await refresh(world);
    await world.dispatcher.sendDue(10);
    expect(world.sender.sent.map(({ way, text }) => `${way} ${text}`)).toEqual(['post Omar leads']);
  });

  it('is updated again when the worker was killed in the middle of an update', async () => {
    const world = await postedBoard();
    world.board.words = 'Omar leads';
    await world.outbox.refresh(world.store, boardPost().key);
    const killed = world.dispatcherWith({
      crashPoint: (point) => {
        if (point === 'before-send') throw new Error('killed');
      },
    });
    await expect(killed.sendDue(1)).rejects.toThrow('killed');
    await world.dispatcher.sendDue(10);
    expect(world.sender.sent).toHaveLength(1);
    await letTimePass(world.store);
    await world.dispatcher.sendDue(10);
    expect(world.sender.sent.at(-1)).toMatchObject({ way: 'update', text: 'Omar leads' });
  });

  it('is not updated for an audience that may no longer read it', async () => {
    const world = await postedBoard();
    world.board.words = 'Omar leads';
    await world.outbox.refresh(world.store, boardPost().key);
    await world
      .dispatcherWith({
        kinds: [boardKind],
        audienceProblem: async () => 'the channel is shared with another company',
      })
      .sendDue(10);
    expect(world.sender.sent).toHaveLength(1);
  });
});
