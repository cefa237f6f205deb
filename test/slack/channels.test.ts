import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TryLater } from '#lib/errors.ts';
import { silentLog } from '#lib/log.ts';
import type { LocalSlack } from '#sandbox/slack/local-slack.ts';
import { createChannels, type SlackChannels } from '#slack/channels.ts';
import { connectSlack } from '#slack/connect.ts';
import { createDirectory } from '#slack/directory.ts';
import { DANA, OMAR, startTeam } from '../sandbox/slack/support/local-team.ts';

const CHANNELS = [
  { id: 'C0OPEN', name: 'open', members: [DANA, OMAR, 'U0GONE'] },
  { id: 'C0SHARED', name: 'shared', isShared: true, members: [DANA] },
  { id: 'C0STRANGER', name: 'stranger', members: [DANA, 'U0ELSEWHERE'] },
  { id: 'C0AWAY', name: 'away', members: [DANA], hasApp: false },
  { id: 'C0OLD', name: 'old', isArchived: true, members: [DANA] },
  { id: 'G0HIDDEN', name: 'hidden', isPrivate: true, members: [DANA], hasApp: false },
];

let slack: LocalSlack;
let channels: SlackChannels;
beforeAll(async () => {
  ({ slack } = await startTeam({ channels: CHANNELS }));
  const settings = { botToken: slack.botToken, appToken: slack.appToken, apiUrl: slack.apiUrl };
  const { interactive } = await connectSlack(settings, silentLog);
  channels = createChannels(interactive, createDirectory(interactive));
});
afterAll(() => slack.close());

describe('who reads a channel', () => {
  it('are the members of the company that are in it, neither apps nor who has left', async () => {
    const readers = { people: [DANA, OMAR], hasGuest: false, isExternal: false };
    expect(await channels.readersOf('C0OPEN')).toEqual(readers);
  });

  it.each(['C0SHARED', 'C0STRANGER'])('are people of another company too, in %s', async (id) => {
    expect(await channels.readersOf(id)).toMatchObject({ isExternal: true });
  });

  it.each(['C0AWAY', 'C0OLD', 'G0HIDDEN', 'C0NOTHING', `D${DANA}`])(
    'nobody is told of where Attain cannot speak to them: %s',
    async (id) => {
      expect(await channels.readersOf(id)).toBeUndefined();
    },
  );

  it('is to be asked again where Slack does not answer', async () => {
    slack.faults.add({ method: 'conversations.info', kind: 'status', status: 503, times: 1 });
    await expect(channels.readersOf('C0OPEN')).rejects.toThrow(TryLater);
  });
});

describe('the link to a message', () => {
  it('is Slack’s own, and none where Attain is not', async () => {
    const { ts } = await slack.say(DANA, 'We signed', { channel: 'C0OPEN' });
    const link = `${slack.url}/archives/C0OPEN/p${ts.replace('.', '')}`;
    expect(await channels.linkTo({ channelId: 'C0OPEN', ts })).toBe(link);
    const hidden = await slack.say(DANA, 'Between us', { channel: 'G0HIDDEN' });
    expect(await channels.linkTo({ channelId: 'G0HIDDEN', ts: hidden.ts })).toBeUndefined();
  });
});
