import { excessOf } from '#slack/blocks/excess.ts';
import { divider, header, section } from '#slack/blocks/layout.ts';
import { fitLines, joinText, shortenSafe } from '#slack/blocks/lines.ts';
import { LIMITS } from '#slack/blocks/limits.ts';
import type { Block, Message } from '#slack/blocks/message.ts';
import { mrkdwn } from '#slack/blocks/text.ts';

/** Room for the heading and for what stands below a message. */
const MOST_BLOCKS = LIMITS.messageBlocks - 6;
const TEXT_LENGTH = 3_000;

/**
 * Several messages as one: each whole while there is room, then as its text alone, and the rest counted. Their texts
 * say the same to whoever does not see the blocks.
 */
export function bundle(messages: readonly Message[]): Message | undefined {
  const [first, ...others] = messages;
  if (first === undefined || others.length === 0) return first;
  const title = `${messages.length} messages in one`;
  let blocks: readonly Block[] = [header(title)];
  let left = 0;
  for (const message of messages) {
    const fitting = [message.blocks, [section(shortenSafe(message.text, LIMITS.sectionText))]]
      .map((own) => [...blocks, divider(), ...own])
      .find((all) => all.length <= MOST_BLOCKS && excessOf(all, 'message').length === 0);
    if (fitting) blocks = fitting;
    else left++;
  }
  const rest =
    left === 0
      ? []
      : [
          section(
            mrkdwn`${left} more did not fit here. Home and \`/attain\` say how things stand, \`/attain settings\` changes what you get.`,
          ),
        ];
  return {
    text: joinText([
      mrkdwn`${messages.length} messages in one.`,
      fitLines(
        messages.map((one) => one.text),
        TEXT_LENGTH,
      ),
    ]),
    blocks: [...blocks, ...rest],
  };
}
