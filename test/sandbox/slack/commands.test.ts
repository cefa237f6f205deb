import type { App } from '@slack/bolt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LocalSlackOptions } from '#sandbox/slack/options.ts';
import { boltApp, start } from './support/bolt-app.ts';
import { DANA, OMAR, SALES, startTeam, type LocalTeam } from './support/local-team.ts';

let team: LocalTeam;
let app: App;

beforeEach(async () => {
  team = await startTeam();
  app = boltApp(team.slack);
});
afterEach(async () => {
  await app.stop();
  await team.slack.close();
});

test('a command is answered to the person alone, with what the acknowledgement says', async () => {
  app.command('/attain', async ({ ack, command }) => ack(`You asked for ${command.text}`));
  await start(app);

  await team.slack.command(DANA, '/attain bookings 2026-Q4', { channel: 'sales' });

  expect(team.slack.ephemeral(DANA).map((message) => message.text)).toEqual([
    'You asked for bookings 2026-Q4',
  ]);
  expect(team.slack.messages('sales')).toEqual([]);
  expect(team.slack.ephemeral(OMAR)).toEqual([]);
});

test('an answer after the acknowledgement arrives by response_url', async () => {
  app.command('/attain', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'Figures', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*42*' } }] });
  });
  await start(app);

  await team.slack.command(DANA, '/attain', { channel: SALES });
  const [answer] = await team.slack.until(() => atLeastOne(team.slack.ephemeral(DANA)));

  expect(answer?.blocks[0]?.type).toBe('section');
});

test('a command nobody acknowledges in time fails before the eyes of the person', async () => {
  await restart({ limits: { ackMs: 200 } });
  app.command('/attain', async () => {});
  await start(app);

  const outcome = await team.slack.command(DANA, '/attain');

  expect(outcome).toEqual({ ok: false, error: 'operation_timeout' });
  expect(team.slack.ephemeral(DANA)[0]?.text).toBe('/attain failed with the error "operation_timeout"');
});

test('with the rule off, an answer may take longer', async () => {
  await restart({ limits: { ackMs: 200 }, rules: { ackTimeout: false } });
  app.command('/attain', async ({ ack }) => {
    await new Promise((slow) => setTimeout(slow, 400));
    await ack('at last');
  });
  await start(app);

  expect(await team.slack.command(DANA, '/attain')).toEqual({ ok: true, ack: { text: 'at last' } });
});

test('a command with no app connected fails before the eyes of the person', async () => {
  const outcome = await team.slack.command(DANA, '/attain');

  expect(outcome).toEqual({ ok: false, error: 'dispatch_failed' });
  expect(team.slack.ephemeral(DANA)[0]?.text).toContain('dispatch_failed');
});

test('a command that the manifest does not declare is unknown', async () => {
  await start(app);

  expect(await team.slack.command(DANA, '/quota')).toEqual({ ok: false, error: 'unknown_command' });
});

test('two connections take the commands in turn', async () => {
  const answered: string[] = [];
  app.command('/attain', async ({ ack }) => ack().then(() => void answered.push('first')));
  const second = boltApp(team.slack);
  second.command('/attain', async ({ ack }) => ack().then(() => void answered.push('second')));
  await start(app);
  await start(second);

  for (let i = 0; i < 4; i++) await team.slack.command(DANA, '/attain');
  await second.stop();

  expect(answered.toSorted()).toEqual(['first', 'first', 'second', 'second']);
});

test('names in a command become ids where the manifest asks for it', async () => {
  const command = { command: '/attain', description: 'Ask for a figure', shouldEscape: true };
  await restart({ commands: [command] });
  app.command('/attain', async ({ ack, command: { text } }) => ack(text));
  await start(app);

  await team.slack.command(DANA, '/attain bookings @omar #sales me@example.com');

  const expected = `bookings <@${OMAR}|omar> <#${SALES}|sales> me@example.com`;
  expect(team.slack.ephemeral(DANA).at(-1)?.text).toBe(expected);
});

async function restart(changes: Partial<LocalSlackOptions>): Promise<void> {
  await team.slack.close();
  team = await startTeam(changes);
  app = boltApp(team.slack);
}

function atLeastOne<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length > 0 ? items : undefined;
}
