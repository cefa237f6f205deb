import { expect, it } from 'vitest';
import { DANA } from '../sandbox/slack/support/local-team.ts';
import { slackWorld } from './support/slack-world.ts';

const EVENTS = ['channel_shared', 'channel_unshared', 'member_joined_channel'];

it('Slack tells when a channel is shared, is no longer, or somebody joins it: each time it is looked at anew', async () => {
  const changed: string[] = [];
  const onAudienceChanged = (channel: string) => void changed.push(channel);
  const { slack } = await slackWorld({}, { onAudienceChanged, slack: { events: EVENTS } });
  const channel = 'C0SALES';
  await slack.shareChannel(channel, true);
  await slack.shareChannel(channel, false);
  await slack.joinChannel(DANA, channel);
  expect(changed).toEqual([channel, channel, channel]);
});
