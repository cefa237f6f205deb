import { expect, it } from 'vitest';
import { note } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { MessageShortcut } from '#slack/routes.ts';
import type { LocalSlack } from '#sandbox/slack/local-slack.ts';
import { DANA, OMAR, SALES } from '../sandbox/slack/support/local-team.ts';
import { nextAnswer, slackWorld, type Notes } from './support/slack-world.ts';

const about: MessageShortcut<Notes> = {
  id: 'message.about',
  name: 'About this',
  permission: 'linked',
  shows: [],
  run: async ({ channelId, messageTs, authorId }) =>
    note(
      mrkdwn`${escapeText(authorId ?? 'an app')} wrote ${escapeText(messageTs)} in ${escapeText(channelId)}`,
    ),
};

const declared = [
  { name: 'About this', callbackId: 'message.about' },
  { name: 'Gone', callbackId: 'message.gone' },
];

async function choose(who: string, callback = 'message.about') {
  const { slack } = await slackWorld({ shortcuts: [about] }, { slack: { shortcuts: declared } });
  const { ts } = await slack.say(OMAR, 'We signed', { channel: SALES });
  expect(await slack.shortcut(who, { callback, message: ts, channel: SALES })).toMatchObject({ ok: true });
  return { answer: await nextAnswer(slack, who), slack, ts };
}

it('an entry of a message’s menu is served with the message and who wrote it', async () => {
  const { answer, ts } = await choose(DANA);
  expect(answer).toBe(`${OMAR} wrote ${ts} in ${SALES}`);
});

it('what an app wrote is by nobody who could be praised or asked', async () => {
  const { slack } = await slackWorld({ shortcuts: [about] }, { slack: { shortcuts: declared } });
  const { ts } = await said(slack);
  await slack.shortcut(DANA, { callback: 'message.about', message: ts, channel: `D${DANA}` });
  const answer = await slack.until(() => slack.ephemeral(DANA)[0], { what: 'the answer' });
  expect(answer.text).toMatch(/^an app wrote/);
});

it('by somebody who may not use it is refused, as it is for an entry nobody serves any more', async () => {
  expect((await choose(OMAR)).answer).toContain('You are not linked');
  expect((await choose(DANA, 'message.gone')).answer).toContain('no longer in use');
});

/** Something that the app itself said. */
async function said(slack: LocalSlack): Promise<{ readonly ts: string }> {
  const reply = await fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel: DANA, text: 'Dana leads' }),
  });
  return (await reply.json()) as { ts: string };
}
