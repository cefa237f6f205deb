import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createLog } from '#lib/log.ts';
import { startLocalSlackAlone } from '#sandbox/slack/alone.ts';
import { readManifest, type Declared } from '#sandbox/slack/manifest.ts';

const USAGE = `Usage: npm run sandbox:slack -- [--port 3100] [--team FILE] [--manifest manifest.yml] [--data FILE]`;

const NOTHING_DECLARED: Declared = {
  scopes: ['commands', 'chat:write', 'im:write', 'users:read'],
  optionalScopes: [],
  events: [],
  commands: [],
  shortcuts: [],
};

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3100' },
    team: { type: 'string' },
    manifest: { type: 'string', default: 'manifest.yml' },
    data: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  process.stdout.write(`${USAGE}\n`);
} else {
  const declared = existsSync(values.manifest) ? readManifest(values.manifest) : NOTHING_DECLARED;
  const slack = await startLocalSlackAlone({
    ...declared,
    port: Number(values.port),
    teamFile: values.team,
    dataFile: values.data,
    log: createLog('info', true),
  });
  const lines = [
    `Local Slack: ${slack.url}`,
    `SLACK_API_URL=${slack.apiUrl}`,
    `SLACK_BOT_TOKEN=${slack.botToken}`,
    `SLACK_APP_TOKEN=${slack.appToken}`,
  ];
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  const stop = () => void slack.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
