import { describe, expect, it } from 'vitest';
import { TryLater } from '#lib/errors.ts';
import { boardKind, boardPost, letTimePass, MONDAY, outboxWorld, postRow } from './support/outbox-world.ts';

describe('a recorded post', () => {
  it('is posted once and remembers where', async () => {
    const { store, outbox, dispatcher, sender } = await outboxWorld();
    await outbox.record(store, boardPost());
    expect(await dispatcher.sendDue(10)).toBe(1);
    expect(await dispatcher.sendDue(10)).toBe(0);
    expect(sender.sent.map((one) => one.text)).toEqual(['Dana leads']);
    expect(await postRow(store)).toMatchObject({
      state: 'posted',
      channel: 'C1',
      ts: '1700000000.000001',
      reason: null,
    });
  });

  it('is one post however often its key is recorded', async () => {
    const { store, outbox, dispatcher, sender } = await outboxWorld();
    await outbox.record(store, boardPost());
    await outbox.record(store, boardPost());
    await dispatcher.sendDue(10);
    await outbox.record(store, boardPost());
    await dispatcher.sendDue(10);
    expect(sender.sent).toHaveLength(1);
  });

  it('does not exist when the transaction that recorded it is rolled back', async () => {
    const { store, outbox, dispatcher, sender } = await outboxWorld();
    const failing = store.transaction(async (tx) => {
      await outbox.record(tx, boardPost());
      throw new Error('the deal was not saved');
    });
    await expect(failing).rejects.toThrow('the deal was not saved');
    await dispatcher.sendDue(10);
    expect(sender.sent).toEqual([]);
  });

  it('waits for its moment in business time', async () => {
    const { store, clock, outbox, dispatcher, sender } = await outboxWorld();
    await outbox.record(store, boardPost('later', { notBefore: MONDAY.add({ hours: 1 }) }));
    await dispatcher.sendDue(10);
    expect(sender.sent).toEqual([]);
    clock.moveTo(MONDAY.add({ hours: 1 }));
    await dispatcher.sendDue(10);
    expect(sender.sent).toHaveLength(1);
  });

  it('says what holds when it is sent, not when it was recorded', async () => {
    const { store, outbox, dispatcher, sender, board } = await outboxWorld();
    await outbox.record(store, boardPost());
    board.words = 'Omar leads';
    await dispatcher.sendDue(10);
    expect(sender.sent.map((one) => one.text)).toEqual(['Omar leads']);
  });

  it('is dropped with the reason when it no longer applies', async () => {
    const { store, outbox, dispatcher, sender, board } = await outboxWorld();
    await outbox.record(store, boardPost());
    board.words = null;
    await dispatcher.sendDue(10);
    expect(sender.sent).toEqual([]);
    expect(await postRow(store)).toMatchObject({ state: 'dropped', reason: 'it no longer applied' });
  });

  it('is not sent to an audience that may not read it', async () => {
    const { store, outbox, dispatcherWith, sender } = await outboxWorld();
    await outbox.record(store, boardPost());
    await dispatcherWith({
      audienceProblem: async () => 'the channel is shared with another company',
    }).sendDue(10);
    expect(sender.sent).toEqual([]);
    expect(await postRow(store)).toMatchObject({
      state: 'dropped',
      reason: 'the channel is shared with another company',
    });
  });

  it('to a person is sent to them; their conversation is known from the answer', async () => {
    const { store, outbox, dispatcher, sender } = await outboxWorld();
    await outbox.record(store, boardPost('first', { audience: 'U0DANA' }));
    await outbox.record(store, boardPost('second', { audience: 'U0DANA' }));
    await dispatcher.sendDue(10);
    expect(sender.sent.map((one) => one.channel)).toEqual(['U0DANA', 'D0DANA']);
    expect(sender.opened).toEqual([]);
  });

  it('carries a marker that tells nobody anything and differs from post to post', async () => {
    const { store, outbox, dispatcher, sender } = await outboxWorld();
    await outbox.record(store, boardPost('one'));
    await outbox.record(store, boardPost('two'));
    await dispatcher.sendDue(10);
    const markers = sender.sent.map((one) => one.marker ?? '');
    expect(new Set(markers).size).toBe(2);
    for (const marker of markers) expect(marker).toMatch(/^[0-9a-f]{40}$/);
  });
});

describe('what Slack answers', () => {
  it('"wait" puts the post back until that time is over', async () => {
    const { store, outbox, dispatcher, sender } = await outboxWorld();
    sender.answer({ kind: 'limited', waitSeconds: 30 });
    await outbox.record(store, boardPost());
    await dispatcher.sendDue(10);
    expect(await postRow(store)).toMatchObject({ state: 'pending', dispatched_at: null });
    await dispatcher.sendDue(10);
    expect(sender.sent).toHaveLength(1);
    await letTimePass(store);
    await dispatcher.sendDue(10);
    expect(sender.sent).toHaveLength(2);
    expect(await postRow(store)).toMatchObject({ state: 'posted' });
  });

  it('the wait is machine time: moving business time does not shorten it', async () => {
    const { store, clock, outbox, dispatcher, sender } = await outboxWorld();
    sender.answer({ kind: 'limited', waitSeconds: 30 });
    await outbox.record(store, boardPost());
    await dispatcher.sendDue(10);
    clock.moveTo(MONDAY.add({ hours: 24 * 7 }));
    await dispatcher.sendDue(10);
    expect(sender.sent).toHaveLength(1);
  });

  it('a refusal that someone can mend is tried again later, with the reason to be read', async () => {
    const { store, outbox, dispatcher, sender } = await outboxWorld();
    sender.answer({ kind: 'refused', reason: 'not_in_channel', permanent: false });
    await outbox.record(store, boardPost());
    await dispatcher.sendDue(10);
    expect(await postRow(store)).toMatchObject({ state: 'pending', reason: 'not_in_channel' });
    await letTimePass(store);
    await dispatcher.sendDue(10);
    expect(await postRow(store)).toMatchObject({ state: 'posted', reason: null });
  });

  it('a final refusal drops the post with its reason', async () => {
    const { store, outbox, dispatcher, sender } = await outboxWorld();
    sender.answer({ kind: 'refused', reason: 'user_not_found', permanent: true });
    await outbox.record(store, boardPost());
    await dispatcher.sendDue(10);
    await letTimePass(store);
    await dispatcher.sendDue(10);
    expect(sender.sent).toHaveLength(1);
    expect(await postRow(store)).toMatchObject({ state: 'dropped', reason: 'user_not_found' });
  });

  it('one post that fails does not hold up the next', async () => {
    const { store, outbox, dispatcher, sender } = await outboxWorld();
    sender.answer({ kind: 'refused', reason: 'is_archived', permanent: false });
    await outbox.record(store, boardPost('archived'));
    await outbox.record(store, boardPost('fine', { audience: 'C2' }));
    await dispatcher.sendDue(10);
    expect(await postRow(store, 'fine')).toMatchObject({ state: 'posted' });
  });
});

describe('a post that cannot be written', () => {
  it('is tried again when the failure passes', async () => {
    const { store, outbox, dispatcherWith, dispatcher } = await outboxWorld();
    const busy = { ...boardKind, render: () => Promise.reject(new TryLater('figures are being computed')) };
    await outbox.record(store, boardPost());
    await dispatcherWith({ kinds: [busy] }).sendDue(10);
    expect(await postRow(store)).toMatchObject({ state: 'pending' });
    await letTimePass(store);
    await dispatcher.sendDue(10);
    expect(await postRow(store)).toMatchObject({ state: 'posted' });
  });

  it('is given up with its reason after ten tries', async () => {
    const { store, outbox, dispatcherWith } = await outboxWorld();
    const broken = { ...boardKind, render: () => Promise.reject(new Error('no such metric')) };
    const dispatcher = dispatcherWith({ kinds: [broken] });
    await outbox.record(store, boardPost());
    for (let tries = 0; tries < 10; tries++) {
      expect(await postRow(store)).toMatchObject({ state: 'pending' });
      await dispatcher.sendDue(1);
      await letTimePass(store);
    }
    expect(await postRow(store)).toMatchObject({
      state: 'dropped',
      reason: 'it could not be written: no such metric',
    });
  });

  it('is dropped when its feature is gone', async () => {
    const { store, outbox, dispatcherWith } = await outboxWorld();
    await outbox.record(store, boardPost());
    await dispatcherWith({ kinds: [] }).sendDue(10);
    expect(await postRow(store)).toMatchObject({ state: 'dropped' });
  });
});
