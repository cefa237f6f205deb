import { describe, expect, it } from 'vitest';
import { silentLog } from '#lib/log.ts';
import { note } from '#slack/blocks/message.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import { connectSlack } from '#slack/connect.ts';
import { createSlackApp } from '#slack/create-slack-app.ts';
import { createAudienceCheck } from '#slack/audience.ts';
import { createDirectory } from '#slack/directory.ts';
import type { Subcommand } from '#slack/routes.ts';
import { DANA, OMAR, SALES, startTeam } from '../sandbox/slack/support/local-team.ts';
import { nextAnswer, NO_ROUTES, slackWorld, type Notes } from './support/slack-world.ts';

function word(run: Subcommand<Notes>['run']): Subcommand<Notes> {
  return { name: 'hello', summary: 'Hello', example: '/attain hello', permission: 'anyone', shows: [], run };
}

const hello = word(async () => note(mrkdwn`hello`));

describe('the connection to Slack', () => {
  it.each(['refresh_requested', 'cut'] as const)('is opened again at once after "%s"', async (how) => {
    const { slack } = await slackWorld({ subcommands: [hello] });
    slack.socket.disconnect(how);
    await slack.until(() => (slack.calls('apps.connections.open').length === 2 ? true : undefined));
    await slack.until(() => (slack.socket.connections() === 1 ? true : undefined));
    await slack.command(DANA, '/attain hello', { channel: SALES });
    expect(await nextAnswer(slack, DANA)).toBe('hello');
  });

  it('is opened again after Slack was out of order for a while', async () => {
    const { slack } = await slackWorld({ subcommands: [hello] });
    slack.faults.add({ kind: 'status', method: 'apps.connections.open', status: 503 });
    slack.faults.add({ kind: 'error', method: 'apps.connections.open', error: 'invalid_auth' });
    slack.socket.disconnect('cut');
    await slack.until(() => (slack.calls('apps.connections.open').length >= 4 ? true : undefined));
    await slack.until(() => (slack.socket.connections() === 1 ? true : undefined));
    await slack.command(DANA, '/attain hello', { channel: SALES });
    expect(await nextAnswer(slack, DANA)).toBe('hello');
  });

  it('is closed when the app has stopped, and the answer under way was still given', async () => {
    const given = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const slow = word(async () => {
      begun.resolve();
      await given.promise;
      return note(mrkdwn`at last`);
    });
    const { slack, app } = await slackWorld({ subcommands: [slow] });
    await slack.command(DANA, '/attain hello', { channel: SALES });
    await begun.promise;
    const stopped = app.stop();
    given.resolve();
    await stopped;
    expect(slack.ephemeral(DANA).map((message) => message.text)).toEqual(['at last']);
    expect(slack.socket.connections()).toBe(0);
  });

  it('is refused with the remedy when the app-level token is wrong', async () => {
    const { slack } = await startTeam();
    const settings = { botToken: slack.botToken, appToken: 'xapp-wrong', apiUrl: slack.apiUrl };
    const connection = await connectSlack(settings, silentLog);
    const app = createSlackApp<Notes>(connection, {
      routes: NO_ROUTES,
      installationOf: async () => undefined,
      log: silentLog,
    });
    await expect(app.start()).rejects.toMatchObject({
      name: 'GiveUp',
      remedy: expect.stringContaining('SLACK_APP_TOKEN'),
    });
    await app.stop();
    await slack.close();
  });
});

describe('people in Slack', () => {
  async function connected() {
    const { slack } = await slackWorld(
      {},
      {
        slack: {
          channels: [
            { id: SALES, name: 'sales', members: [DANA, OMAR] },
            { id: 'C0SHARED', name: 'with-acme', members: [DANA], isShared: true },
          ],
        },
      },
    );
    const settings = { botToken: slack.botToken, appToken: slack.appToken, apiUrl: slack.apiUrl };
    const { interactive } = await connectSlack(settings, silentLog);
    return { slack, client: interactive, directory: createDirectory(interactive) };
  }

  it('have a name, a zone and an e-mail, asked for once', async () => {
    const { slack, directory } = await connected();
    const before = slack.calls('users.info').length;
    expect(await directory.profileOf(OMAR)).toMatchObject({ name: 'Omar Haddad', timeZone: 'Europe/Berlin' });
    await directory.profileOf(OMAR);
    expect(slack.calls('users.info')).toHaveLength(before + 1);
  });

  it('are asked for anew once they changed, and say why they are no members', async () => {
    const { slack, client, directory } = await connected();
    expect(await directory.profileOf(OMAR)).not.toHaveProperty('absence');
    await slack.changePerson(OMAR, { isRestricted: true });
    directory.forget(OMAR);
    expect(await directory.profileOf(OMAR)).toMatchObject({ isFullMember: false, absence: 'guest' });
    expect(await directory.profileOf('U0GONE')).toMatchObject({ absence: 'deactivated' });
    const elsewhere = createDirectory(client, 'T0OTHER');
    expect(await elsewhere.profileOf(DANA)).toMatchObject({ isFullMember: false, absence: 'elsewhere' });
  });

  it('are found by e-mail only while they are full members', async () => {
    const { directory } = await connected();
    expect(await directory.byEmail('omar@example.com')).toMatchObject({ id: OMAR });
    expect(await directory.byEmail('gone@example.com')).toBeUndefined();
    expect(await directory.byEmail('nobody@example.com')).toBeUndefined();
  });

  it('are all listed, the deactivated marked', async () => {
    const { directory } = await connected();
    const everyone = await directory.everyone();
    expect(everyone.find((profile) => profile.id === 'U0GONE')).toMatchObject({ isFullMember: false });
    expect(
      everyone
        .filter((profile) => profile.isFullMember)
        .map((profile) => profile.id)
        .sort(),
    ).toEqual([DANA, OMAR]);
  });

  it('of another company, guests and the deactivated are no audience for figures', async () => {
    const { client, directory } = await connected();
    const problem = createAudienceCheck(client, directory);
    expect(await problem(SALES)).toBeUndefined();
    expect(await problem(OMAR)).toBeUndefined();
    expect(await problem('C0SHARED')).toBe('the channel is shared with another company');
    expect(await problem('U0GONE')).toContain('deactivated');
  });
});
