import { afterEach, describe, expect, it } from 'vitest';
import { silentLog } from '#lib/log.ts';
import type { LocalSlack } from '#sandbox/slack/local-slack.ts';
import { createAudienceCheck } from '#slack/audience.ts';
import { connectSlack } from '#slack/connect.ts';
import { createDirectory } from '#slack/directory.ts';
import { startTeam } from '../sandbox/slack/support/local-team.ts';

const person = (id: string, more = {}) => ({
  id,
  name: id.toLowerCase(),
  realName: id,
  email: `${id}@example.com`,
  timeZone: 'UTC',
  ...more,
});
const PEOPLE = [
  person('U0DANA'),
  person('U0OMAR'),
  person('U0GUEST', { isRestricted: true }),
  person('U0GONE', { deleted: true }),
  person('U0BOT', { isBot: true }),
];
const SCOPES = [
  'chat:write',
  'commands',
  'im:write',
  'users:read',
  'users:read.email',
  'channels:read',
  'groups:read',
];
const CHANNELS = [
  { id: 'C0OPEN', name: 'open', members: ['U0DANA', 'U0OMAR', 'U0GONE', 'U0BOT'] },
  { id: 'G0LINKED', name: 'linked', isPrivate: true, members: ['U0DANA', 'U0GONE'] },
  { id: 'G0MIXED', name: 'mixed', isPrivate: true, members: ['U0DANA', 'U0OMAR'] },
  { id: 'C0GUEST', name: 'guest', members: ['U0DANA', 'U0GUEST'] },
  { id: 'C0SHARED', name: 'shared', isShared: true, members: ['U0DANA'] },
  { id: 'C0STRANGER', name: 'stranger', members: ['U0DANA', 'U0ELSEWHERE'] },
  { id: 'G0HIDDEN', name: 'hidden', isPrivate: true, members: ['U0DANA'], hasApp: false },
];

let slack: LocalSlack | undefined;
afterEach(() => slack?.close());

async function checked() {
  ({ slack } = await startTeam({ people: PEOPLE, channels: CHANNELS, scopes: SCOPES }));
  const settings = { botToken: slack.botToken, appToken: slack.appToken, apiUrl: slack.apiUrl };
  const { bulk } = await connectSlack(settings, silentLog);
  const directory = createDirectory(bulk);
  const check = createAudienceCheck(bulk, directory, async () => new Set(['U0DANA']));
  return { check, slack, directory };
}

describe('who may be told what, when it is sent', () => {
  it.each([
    ['C0OPEN', 'D1', undefined],
    ['C0OPEN', 'D3', 'open to all'],
    ['C0OPEN', 'D2', 'open to all'],
    ['G0LINKED', 'D3', undefined],
    ['G0LINKED', 'D2', 'may not carry this'],
    ['G0MIXED', 'D1', undefined],
    ['G0MIXED', 'D3', 'open to all'],
    ['C0GUEST', 'D1', 'there is a guest in the channel'],
    ['C0SHARED', 'D1', 'shared with another company'],
    ['C0STRANGER', 'D1', 'shared with another company'],
    ['G0HIDDEN', 'D1', 'Slack does not say who reads the channel'],
    ['C0NOWHERE', 'D1', 'Slack does not say who reads the channel'],
    ['U0DANA', 'D2', undefined],
    ['U0GUEST', 'D1', 'a guest, a bot or deactivated'],
  ] as const)('%s, of %s: %s', async (audience, dataClass, problem) => {
    const { check } = await checked();
    const found = await check(audience, [dataClass]);
    if (problem === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(problem);
  });

  it('notices who became a guest since, as soon as that is said', async () => {
    const { check, slack: team, directory } = await checked();
    expect(await check('C0OPEN', ['D1'])).toBeUndefined();
    await team.changePerson('U0OMAR', { isRestricted: true });
    directory.forget('U0OMAR');
    expect(await check('G0MIXED', ['D1'])).toContain('there is a guest in the channel');
  });

  it('says words without data to guests, and nothing at all to another company', async () => {
    const { check } = await checked();
    expect(await check('C0GUEST', [])).toBeUndefined();
    expect(await check('C0SHARED', [])).toContain('another company');
  });

  it.each(['conversations.info', 'conversations.members', 'users.list'])(
    'waits rather than guesses while %s does not answer',
    async (method) => {
      const world = await checked();
      world.slack.faults.add({ kind: 'status', method, status: 500 });
      await expect(world.check('C0OPEN', ['D1'])).rejects.toThrow('could not be looked up');
      expect(await world.check('C0OPEN', ['D1'])).toBeUndefined();
    },
  );

  it('looks anew once it is told that a channel has changed; until then one look is good for a moment', async () => {
    const { check, slack: team } = await checked();
    expect(await check('C0OPEN', ['D1'])).toBeUndefined();
    await team.joinChannel('U0GUEST', 'C0OPEN');
    expect(await check('C0OPEN', ['D1'])).toBeUndefined();
    check.forget('G0LINKED');
    expect(await check('C0OPEN', ['D1'])).toBeUndefined();
    check.forget('C0OPEN');
    expect(await check('C0OPEN', ['D1'])).toContain('there is a guest in the channel');
  });

  it('looks anew at who is a guest once somebody has changed', async () => {
    const { check, slack: team } = await checked();
    expect(await check('C0OPEN', ['D1'])).toBeUndefined();
    await team.changePerson('U0OMAR', { isRestricted: true });
    check.forget('C0OPEN');
    expect(await check('C0OPEN', ['D1'])).toBeUndefined();
    check.forget();
    expect(await check('C0OPEN', ['D1'])).toContain('there is a guest in the channel');
  });
});
