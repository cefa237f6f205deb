import { describe, expect, it } from 'vitest';
import { revokeToken } from '#slack/revoke.ts';
import { silentLog } from '#lib/log.ts';
import { DANA } from '../sandbox/slack/support/local-team.ts';
import { slackWorld } from './support/slack-world.ts';

const EVENTS = ['app_home_opened', 'app_uninstalled', 'tokens_revoked'];

async function world(events: readonly string[]) {
  let times = 0;
  const onUninstalled = () => void (times += 1);
  const { slack } = await slackWorld({}, { onUninstalled, slack: { events: [...events] } });
  return { slack, times: () => times };
}

describe('an app that is taken out of a workspace', () => {
  it.each([
    ['both events', EVENTS, 2],
    ['app_uninstalled alone', ['app_uninstalled'], 1],
    ['tokens_revoked alone', ['tokens_revoked'], 1],
  ])('hears of it by %s', async (_, events, heard) => {
    const { slack, times } = await world(events);
    await slack.uninstall();
    expect(times()).toBe(heard);
  });

  it('hears of a token it gave back itself', async () => {
    const { slack, times } = await world(EVENTS);
    const settings = { botToken: slack.botToken, appToken: slack.appToken, apiUrl: slack.apiUrl };
    await revokeToken(settings, silentLog);
    await slack.until(() => times() > 0 || undefined);
    await revokeToken(settings, silentLog);
  });

  it('takes nothing else for it', async () => {
    const { slack, times } = await world(EVENTS);
    await slack.openHome(DANA);
    expect(times()).toBe(0);
  });
});
