import { z } from 'zod';
import {
  actions,
  context,
  contextActions,
  divider,
  header,
  image,
  section,
} from '#sandbox/slack/page/blocks/basic.ts';
import { card, carousel, container } from '#sandbox/slack/page/blocks/cards.ts';
import { chart } from '#sandbox/slack/page/blocks/chart.ts';
import { dataTable } from '#sandbox/slack/page/blocks/data-table.ts';
import type { Renderer } from '#sandbox/slack/page/blocks/renderer.ts';
import { input } from '#sandbox/slack/page/blocks/inputs.ts';
import {
  alert,
  markdownBlock,
  plan,
  richTextBlock,
  taskCard,
  video,
} from '#sandbox/slack/page/blocks/others.ts';
import { table } from '#sandbox/slack/page/blocks/table.ts';
import { html, joined, type Html } from '#sandbox/slack/page/markup.ts';
import type { Seeing } from '#sandbox/slack/page/seeing.ts';
import type { Block } from '#sandbox/slack/workspace/message.ts';

const RENDERERS: Readonly<Record<string, Renderer>> = {
  actions,
  alert,
  card,
  carousel,
  container: container(renderBlocks),
  context,
  context_actions: contextActions,
  data_table: dataTable,
  data_visualization: chart,
  divider,
  header,
  image,
  input,
  markdown: markdownBlock,
  plan,
  rich_text: richTextBlock,
  section,
  table,
  task_card: taskCard,
  video,
};

/** Draws blocks for a reader. What cannot be drawn is named, never left out. */
export function renderBlocks(blocks: readonly Block[], seeing: Seeing): Html {
  return joined(blocks.map((block) => renderBlock(block, seeing)));
}

function renderBlock(block: Block, seeing: Seeing): Html {
  const renderer = RENDERERS[block.type];
  if (!renderer) return html`<p class="note">This page cannot show a block of type ${block.type}.</p>`;
  try {
    return renderer(block, seeing);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    return html`<p class="note">A ${block.type} block is not as Slack defines it.</p>`;
  }
}
