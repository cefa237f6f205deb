import { section } from './blocks/layout.ts';
import { clamp } from './blocks/guard.ts';
import { shortenSafe } from './blocks/lines.ts';
import { LIMITS } from './blocks/limits.ts';
import type { Message } from './blocks/message.ts';

/**
 * A message in ever simpler forms, to be tried in turn while Slack refuses its blocks: as composed, without charts,
 * as text alone. New kinds of blocks reach workspaces one after another.
 */
export function formsOf(message: Message): readonly Message[] {
  const whole = clamp(message);
  const plain = whole.blocks.filter((block) => block.type !== 'data_visualization');
  const bare = { text: whole.text, blocks: [section(shortenSafe(whole.text, LIMITS.sectionText))] };
  return plain.length === whole.blocks.length || plain.length === 0
    ? [whole, bare]
    : [whole, { text: whole.text, blocks: plain }, bare];
}

/** Whether a simpler form may be taken after Slack's refusal. */
export function isAboutBlocks(error: string): boolean {
  return (
    ['invalid_blocks', 'invalid_blocks_format', 'invalid_attachments', 'only_one_table_allowed'].includes(
      error,
    ) || error.startsWith('msg_blocks')
  );
}
