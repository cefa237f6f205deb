import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { silentLog } from '#lib/log.ts';
import { chart } from '#slack/blocks/chart.ts';
import { section } from '#slack/blocks/layout.ts';
import type { Message } from '#slack/blocks/message.ts';
import { note } from '#slack/blocks/message.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import { clientOptions } from '#slack/connect.ts';
import { createSender, type Envelope, type Sender } from '#slack/deliver.ts';

const API = 'https://slack.test';
const hello = note(mrkdwn`Dana leads`);

function sender(apiUrl = `${API}/api/`, timeout = 10_000): Sender {
  const options = clientOptions({ apiUrl }, { log: silentLog, retries: 0 });
  const client = new WebClient('xoxb-test', { ...options, timeout });
  const pace = { perMinute: 60_000, burst: 10, channelSpacing: 0 };
  return createSender(client, { log: silentLog, author: { botId: 'B1', botUserId: 'U1' }, pace });
}

function to(channel: string, marker: string): Envelope {
  return { channel, marker, mayLeave: async () => true };
}

function posting() {
  return nock(API).post('/api/chat.postMessage');
}

const messageThere = { ok: true, channel: 'C1', ts: '1700000000.000100', message: {} };

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
  const pending = nock.pendingMocks();
  nock.cleanAll();
  expect(pending).toEqual([]);
});
afterAll(() => nock.restore());

describe('a message sent once', () => {
  it('is posted with its text, its marker, and without previews of links', async () => {
    let form = new URLSearchParams();
    posting().reply(200, async (request: Request) => {
      form = new URLSearchParams(await request.text());
      return messageThere;
    });
    expect(await sender().post(to('C1', 'abc'), hello)).toEqual({
      kind: 'posted',
      channel: 'C1',
      ts: '1700000000.000100',
    });
    expect(Object.fromEntries(form)).toMatchObject({
      channel: 'C1',
      text: 'Dana leads',
      parse: 'none',
      unfurl_links: 'false',
      metadata: JSON.stringify({ event_type: 'attain_post', event_payload: { id: 'abc' } }),
    });
  });

  it.each([
    ['not_in_channel', false],
    ['is_archived', false],
    ['token_revoked', false],
    ['user_not_found', true],
    ['cannot_dm_bot', true],
    ['msg_too_long', true],
  ])('refused with %s is certainly not there', async (error, permanent) => {
    posting().reply(200, { ok: false, error });
    expect(await sender().post(to('C1', 'm'), hello)).toEqual({ kind: 'refused', reason: error, permanent });
  });

  it('that came too fast is not there, and Slack’s waiting time is kept', async () => {
    posting().reply(429, '', { 'retry-after': '30' });
    const slack = sender();
    expect(await slack.post(to('C1', 'm'), hello)).toEqual({ kind: 'limited', waitSeconds: 30 });
    // The next one does not even ask: no further request is expected here.
    expect(await slack.post(to('C2', 'm'), hello)).toMatchObject({ kind: 'limited' });
  });

  it.each(['fatal_error', 'internal_error'])('answered with %s may be there', async (error) => {
    posting().reply(200, { ok: false, error });
    expect(await sender().post(to('C1', 'm'), hello)).toEqual({
      kind: 'unknown',
      reason: `Slack answered ${error}`,
    });
  });

  it.each([500, 502, 503, 504])('answered with HTTP %i may be there', async (status) => {
    posting().reply(status, 'oops');
    expect(await sender().post(to('C1', 'm'), hello)).toEqual({
      kind: 'unknown',
      reason: `Slack answered with HTTP ${status}`,
    });
  });

  it.each([
    '<html>maintenance</html>',
    '{"ok":true}',
    '{}',
    '{"ok":false}',
    '',
    '{"ok":true,"channel":7,"ts":null}',
  ])('answered with %j may be there', async (body) => {
    posting().reply(200, body);
    expect(await sender().post(to('C1', 'm'), hello)).toMatchObject({ kind: 'unknown' });
  });

  it('is asked for only once, whatever happens', async () => {
    let requests = 0;
    posting().reply(() => {
      requests += 1;
      return [503, ''];
    });
    await sender().post(to('C1', 'm'), hello);
    expect(requests).toBe(1);
  });
});

describe('a message whose blocks are refused', () => {
  const board: Message = {
    text: mrkdwn`Dana leads with 112 %`,
    blocks: [
      section(mrkdwn`Dana leads`),
      chart({ kind: 'bar', title: 'Won', categories: ['Dana'], series: [{ name: 'Won', values: [112] }] }),
    ],
  };
  const refusal = {
    ok: false,
    error: 'invalid_blocks',
    response_metadata: { messages: ['[ERROR] unsupported type'] },
  };

  function blocksSent(replies: readonly object[]): string[][] {
    const sent: string[][] = [];
    for (const reply of replies) {
      posting().reply(200, async (request: Request) => {
        const form = new URLSearchParams(await request.text());
        const blocks: { type: string }[] = JSON.parse(form.get('blocks') ?? '[]');
        sent.push(blocks.map((block) => block.type));
        return reply;
      });
    }
    return sent;
  }

  it('is sent again without its chart', async () => {
    const sent = blocksSent([refusal, messageThere]);
    expect(await sender().post(to('C1', 'm'), board)).toMatchObject({ kind: 'posted' });
    expect(sent).toEqual([['section', 'data_visualization'], ['section']]);
  });

  it('is at last sent as its text alone', async () => {
    const sent = blocksSent([refusal, refusal, messageThere]);
    expect(await sender().post(to('C1', 'm'), board)).toMatchObject({ kind: 'posted' });
    expect(sent).toHaveLength(3);
  });

  it('is given up when even the text is refused', async () => {
    blocksSent([refusal, refusal, refusal]);
    expect(await sender().post(to('C1', 'm'), board)).toEqual({
      kind: 'refused',
      reason: 'invalid_blocks',
      permanent: true,
    });
  });
});

describe('an update and a direct message', () => {
  it('an update names the message and replaces all of it', async () => {
    nock(API)
      .post(
        '/api/chat.update',
        (form) => form.ts === '1.2' && form.channel === 'C1' && form.text === 'Dana leads',
      )
      .reply(200, { ok: true, channel: 'C1', ts: '1.2' });
    expect(await sender().update({ channel: 'C1', ts: '1.2', marker: 'abc' }, hello)).toMatchObject({
      kind: 'posted',
      ts: '1.2',
    });
  });

  it('a direct message needs its conversation', async () => {
    nock(API)
      .post('/api/conversations.open', { users: 'U0DANA' })
      .reply(200, { ok: true, channel: { id: 'D0DANA' } });
    expect(await sender().openDirect('U0DANA')).toEqual({ kind: 'opened', channel: 'D0DANA' });
  });
});

describe('a connection that breaks', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function serve(listener: Parameters<typeof createServer>[1]): Promise<string> {
    nock.enableNetConnect('127.0.0.1');
    server = createServer(listener ?? (() => undefined));
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  }

  it('after Slack took the message leaves its outcome unknown', async () => {
    const api = await serve((request) => request.resume().on('end', () => request.socket.destroy()));
    expect(await sender(api).post(to('C1', 'm'), hello)).toMatchObject({ kind: 'unknown' });
  });

  it('in the middle of the answer leaves its outcome unknown', async () => {
    const api = await serve((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
        response.write('{"ok":true', () => request.socket.destroy());
      });
    });
    expect(await sender(api).post(to('C1', 'm'), hello)).toMatchObject({ kind: 'unknown' });
  });

  it('and stays silent until the time limit leaves its outcome unknown', async () => {
    const api = await serve(() => undefined);
    expect(await sender(api, 50).post(to('C1', 'm'), hello)).toMatchObject({ kind: 'unknown' });
  });

  it('before anything was sent leaves nothing there', async () => {
    const api = await serve(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    expect(await sender(api).post(to('C1', 'm'), hello)).toEqual({
      kind: 'refused',
      reason: 'Slack could not be reached (ECONNREFUSED)',
      permanent: false,
    });
  });
});
