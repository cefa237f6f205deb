import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DANA, OMAR, SALES, startTeam } from './support/local-team.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'local-slack-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('messages, direct conversations, homes and memberships outlive a restart', async () => {
  const dataFile = join(folder, 'nested', 'slack.json');
  const before = await startTeam({ dataFile });
  const client = new WebClient(before.slack.botToken, { slackApiUrl: before.slack.apiUrl });
  const { ts } = await client.chat.postMessage({ channel: SALES, text: 'Standing board' });
  await client.chat.postMessage({ channel: OMAR, text: 'Just for you' });
  await client.views.publish({ user_id: DANA, view: { type: 'home', blocks: [{ type: 'divider' }] } });
  await before.slack.command(DANA, '/invite @attain', { channel: 'other' });
  await before.slack.close();

  const { slack } = await startTeam({ dataFile });
  const again = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
  await again.chat.update({ channel: SALES, ts: ts ?? '', text: 'Standing board, updated' });
  const next = await again.chat.postMessage({ channel: 'other', text: 'Hello' });

  expect(slack.messages(SALES).map((message) => message.text)).toEqual(['Standing board, updated']);
  expect(slack.direct(OMAR).map((message) => message.text)).toEqual(['Just for you']);
  expect(slack.home(DANA)?.content.blocks).toHaveLength(1);
  expect(Number(next.ts)).toBeGreaterThan(Number(ts));
  await slack.close();
});

test('a data file that is something else is refused by name', async () => {
  const dataFile = join(folder, 'slack.json');
  writeFileSync(dataFile, '{"messages": 3}');

  await expect(startTeam({ dataFile })).rejects.toThrow(`${dataFile} is not a snapshot of the local Slack`);
});
