import { WebClient } from '@slack/web-api';
import { afterEach, describe, expect, it } from 'vitest';
import { silentLog } from '#lib/log.ts';
import { parkedPosts } from '#outbox/abandoned.ts';
import { clientOptions } from '#slack/connect.ts';
import type { LocalSlack } from '#sandbox/slack/local-slack.ts';
import { createSender } from '#slack/deliver.ts';
import { DANA, SALES, startTeam } from '../sandbox/slack/support/local-team.ts';
import { boardPost, letTimePass, outboxWorld, postRow } from './support/outbox-world.ts';

let open: LocalSlack | undefined;
afterEach(async () => open?.close());

async function worldWithSlack() {
  const { slack } = await startTeam();
  open = slack;
  const options = clientOptions({ apiUrl: slack.apiUrl }, { log: silentLog, retries: 0 });
  const sender = createSender(new WebClient(slack.botToken, options), { log: silentLog, author: slack.app });
  const world = await outboxWorld();
  return { ...world, slack, dispatcher: world.dispatcherWith({ sender }) };
}

describe('posts through the real client', () => {
  it('stand in the channel once and are updated in place', async () => {
    const { store, outbox, dispatcher, slack, board } = await worldWithSlack();
    await outbox.record(store, boardPost('board', { audience: SALES }));
    await dispatcher.sendDue(10);
    board.words = 'Omar leads';
    await outbox.refresh(store, 'board');
    await dispatcher.sendDue(10);
    expect(slack.messages(SALES).map((message) => message.text)).toEqual(['Omar leads']);
  });

  it('reach a person in their direct conversation', async () => {
    const { store, outbox, dispatcher, slack } = await worldWithSlack();
    await outbox.record(store, boardPost('digest', { audience: DANA }));
    await dispatcher.sendDue(10);
    expect(slack.direct(DANA).map((message) => message.text)).toEqual(['Dana leads']);
  });

  it('stand there once when Slack took them and the answer was lost', async () => {
    const { store, outbox, dispatcher, slack } = await worldWithSlack();
    slack.faults.add({ kind: 'drop_reply', method: 'chat.postMessage' });
    await outbox.record(store, boardPost('board', { audience: SALES }));
    await dispatcher.sendDue(10);
    await letTimePass(store);
    await dispatcher.sendDue(10);
    const [message, ...others] = slack.messages(SALES);
    expect(others).toEqual([]);
    expect(await postRow(store, 'board')).toMatchObject({ state: 'posted', ts: message?.ts, stale: false });
  });

  it.each([
    ['was lost on its way', { kind: 'drop_request' }],
    ['was answered with 503', { kind: 'status', status: 503 }],
  ] as const)('are sent again when the request %s', async (_, fault) => {
    const { store, outbox, dispatcher, slack } = await worldWithSlack();
    slack.faults.add({ ...fault, method: 'chat.postMessage' });
    await outbox.record(store, boardPost('board', { audience: SALES }));
    await dispatcher.sendDue(10);
    expect(await postRow(store, 'board')).toMatchObject({ state: 'settling' });
    await letTimePass(store);
    await dispatcher.sendDue(10);
    expect(slack.messages(SALES)).toHaveLength(1);
    expect(await postRow(store, 'board')).toMatchObject({ state: 'posted' });
  });

  it('to a person never written to are found in their conversation', async () => {
    const { store, outbox, dispatcher, slack } = await worldWithSlack();
    slack.faults.add({ kind: 'drop_reply', method: 'chat.postMessage' });
    await outbox.record(store, boardPost('digest', { audience: DANA }));
    await dispatcher.sendDue(10);
    await letTimePass(store);
    await dispatcher.sendDue(10);
    expect(slack.direct(DANA)).toHaveLength(1);
    expect(await postRow(store, 'digest')).toMatchObject({ state: 'posted', channel: `D${DANA}` });
  });

  it('are left to a person where history may not be read', async () => {
    const { store, outbox, dispatcher, slack } = await worldWithSlack();
    slack.grant.scopes = slack.grant.scopes.filter((scope) => !scope.endsWith(':history'));
    slack.faults.add({ kind: 'drop_reply', method: 'chat.postMessage' });
    await outbox.record(store, boardPost('board', { audience: SALES }));
    await dispatcher.sendDue(10);
    await letTimePass(store);
    await dispatcher.sendDue(10);
    expect(slack.messages(SALES)).toHaveLength(1);
    expect(await parkedPosts(store)).toMatchObject([
      { key: 'board', reason: expect.stringContaining('missing_scope') },
    ]);
  });

  it('are found by the id of their last block where metadata is not given back', async () => {
    const { store, outbox, dispatcher, slack } = await worldWithSlack();
    await outbox.record(store, boardPost('board', { audience: SALES }));
    await dispatcher.sendDue(10);
    const [message] = slack.messages(SALES);
    const marker = message?.blocks.at(-1)?.block_id;
    expect(marker).toMatch(/^[0-9a-f]{40}$/);
    expect(message?.metadata).toMatchObject({ event_payload: { id: marker } });
  });

  it('wait as long as Slack asks, and are then sent', async () => {
    const { store, outbox, dispatcher, dispatcherWith, sender, slack } = await worldWithSlack();
    slack.faults.add({ kind: 'rate_limit', method: 'chat.postMessage', retryAfter: 60 });
    await outbox.record(store, boardPost('board', { audience: SALES }));
    await dispatcher.sendDue(10);
    expect(await postRow(store, 'board')).toMatchObject({ state: 'pending', reason: 'Slack asks to wait' });
    await letTimePass(store);
    await dispatcherWith({ sender }).sendDue(10);
    expect(await postRow(store, 'board')).toMatchObject({ state: 'posted' });
  });

  it('to a channel without the app wait for it to be invited', async () => {
    const { store, outbox, dispatcher } = await worldWithSlack();
    await outbox.record(store, boardPost('board', { audience: 'C0OTHER' }));
    await dispatcher.sendDue(10);
    expect(await postRow(store, 'board')).toMatchObject({ state: 'pending', reason: 'not_in_channel' });
  });
});
