import type { KnownBlock } from '@slack/types';
import type { DataVisualizationBlock } from '#slack/blocks/chart.ts';

export type Block = KnownBlock | DataVisualizationBlock;

/** What we say: `text` alone says the same as the blocks, for notifications and screen readers. */
export interface Message {
  readonly text: string;
  readonly blocks: readonly Block[];
}
