import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '#lib/log.ts';
import { startLocalSlackAlone } from '#sandbox/slack/alone.ts';
import { readManifest } from '#sandbox/slack/manifest.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'local-slack-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const nothing = { scopes: ['commands'], commands: [], log: silentLog };

test('started alone it has a small team whose page can be opened', async () => {
  const slack = await startLocalSlackAlone(nothing);
  const page = await fetch(slack.url).then((reply) => reply.text());
  await slack.close();

  expect(page).toContain('Ingrid Solberg');
  expect(page).toContain('Attain is not connected.');
});

test('a team of one’s own comes from a file, and a wrong file says what is wrong in it', async () => {
  const teamFile = join(folder, 'team.json');
  writeFileSync(teamFile, JSON.stringify({ team: { id: 'T1', name: 'Mine' }, people: [], channels: [] }));

  expect(() => startLocalSlackAlone({ ...nothing, teamFile })).toThrow(
    /does not describe a team[^]*installer/,
  );
});

test('scopes, events, commands and entries of message menus come from the manifest', () => {
  const file = join(folder, 'manifest.yml');
  writeFileSync(
    file,
    `features:
  slash_commands:
    - { command: /attain, description: Ask, usage_hint: "[metric]", should_escape: true }
  shortcuts:
    - { name: Praise this, type: message, callback_id: praise.message, description: Praise }
    - { name: Ask, type: global, callback_id: ask, description: Ask }
oauth_config: { scopes: { bot: [commands], bot_optional: ["dnd:read"] } }
settings: { event_subscriptions: { bot_events: [app_home_opened] } }
`,
  );

  expect(readManifest(file)).toEqual({
    scopes: ['commands', 'dnd:read'],
    optionalScopes: ['dnd:read'],
    events: ['app_home_opened'],
    commands: [{ command: '/attain', description: 'Ask', usageHint: '[metric]', shouldEscape: true }],
    shortcuts: [{ name: 'Praise this', callbackId: 'praise.message' }],
  });
});
