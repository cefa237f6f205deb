import { expect, it } from 'vitest';
import { note } from '#slack/blocks/message.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import type { Subcommand } from '#slack/routes.ts';
import { DANA, SALES } from '../sandbox/slack/support/local-team.ts';
import { nextAnswer, slackWorld, type Notes } from './support/slack-world.ts';

const board: Subcommand<Notes> = {
  name: 'board',
  summary: 'Who leads',
  example: '/attain board',
  permission: 'anyone',
  shows: ['D1'],
  run: async () => note(mrkdwn`Dana leads`),
};
const dana = { id: DANA, name: 'dana', realName: 'Dana Cole', email: 'dana@example.com', timeZone: 'UTC' };

it('a guest is nobody, even when linked to a person and named an admin', async () => {
  const { slack } = await slackWorld(
    { subcommands: [board] },
    {
      slack: {
        people: [{ ...dana, isRestricted: true }],
        channels: [{ id: SALES, name: 'sales', members: [DANA] }],
      },
    },
  );
  await slack.command(DANA, '/attain board', { channel: SALES });
  expect(await nextAnswer(slack, DANA)).toContain('You are not linked to a person in Salesforce yet');
});

it('whoever becomes one is told of at once, and so is whoever is deactivated', async () => {
  const told: string[] = [];
  const onPersonChanged = async (who: string) => void told.push(who);
  const { slack } = await slackWorld({}, { slack: { events: ['user_change'] }, onPersonChanged });
  await slack.changePerson(DANA, { isRestricted: true });
  await slack.changePerson(DANA, { deleted: true });
  await slack.until(() => (told.length === 2 ? told : undefined), { what: 'both changes' });
  expect(told).toEqual([DANA, DANA]);
});
