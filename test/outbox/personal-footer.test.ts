import { expect, it } from 'vitest';
import { sayReasons, withFooter } from '#outbox/personal-footer.ts';
import { LIMITS, lengthOf } from '#slack/blocks/limits.ts';
import { note } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';

const PACE = mrkdwn`You get this because "Pace" is on for you: you have a quota.`;
const DEALS = mrkdwn`You get this because "Deals" is on for you: you have deals.`;

it('says each reason once, at the end of the text form, and how to change it', () => {
  expect(sayReasons(note(mrkdwn`You are at 34%.`), [PACE, DEALS, PACE]).text).toBe(
    `You are at 34%.\n${PACE} ${DEALS} \`/attain settings\` changes what you get.`,
  );
  expect(sayReasons(note(mrkdwn`An answer.`), []).text).toBe('An answer.');
});

it('has room for the reason below a text of any length', () => {
  const { text } = sayReasons(note(escapeText('long '.repeat(2_000), 3_999)), [PACE]);
  expect(lengthOf(text)).toBeLessThanOrEqual(LIMITS.messageText);
  expect(text).toContain(`…\n${PACE}`);
});

it('several of one topic in one message say why they came below the last of them, and each is asked about alone', () => {
  const of = (id: string, key: string) => ({
    key,
    attention: {
      topic: { id, name: id, about: 'you have a quota', startsAs: 'on' },
      priority: 'ordinary',
      isPrompt: true,
    } as const,
  });
  const [first, second, other] = [of('pace', 'a'), of('pace', 'b'), of('deals', 'c')];
  const labels = (post: typeof first, later: readonly (typeof first)[]) =>
    JSON.stringify(withFooter(note(mrkdwn`34%`), { ...post, later }).blocks).match(
      /You get this|Not useful|Snooze(?=")|Change/g,
    );
  expect(labels(first, [second, other])).toEqual(['Not useful']);
  expect(labels(second, [other])).toEqual(['You get this', 'Not useful', 'Snooze', 'Change']);
});
