import type { KnownBlock } from '@slack/types';
import type { DataVisualizationBlock } from './chart.ts';
import { section } from './layout.ts';
import type { SafeText } from './text.ts';

export type Block = KnownBlock | DataVisualizationBlock;

/** What we say: `text` alone says the same as the blocks, for notifications and screen readers. */
export interface Message {
  /** Slack reads mrkdwn here too, so it must be as safe as in a block. */
  readonly text: SafeText;
  readonly blocks: readonly Block[];
}

/** A message of one paragraph. */
export function note(text: SafeText): Message {
  return { text, blocks: [section(text)] };
}
