import { type Message, note } from '#slack/blocks/message.ts';
import { channelName } from '#slack/blocks/references.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';

/** Why a message did not go out, and what changes that. */
export function withheldMessage({
  audience,
  reason,
}: {
  readonly audience: string;
  readonly reason: string;
}): Message {
  const where = /^[CG]/.test(audience) ? channelName(audience) : mrkdwn`a person`;
  return note(
    mrkdwn`A message for ${where} was not sent: ${escapeText(reason, 200)}. Figures of people stay inside the company. What comes later is sent again once that has changed; you are told this once.`,
  );
}
