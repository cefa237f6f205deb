import type { z } from 'zod';
import * as basic from '#sandbox/slack/rules/schema/basic-blocks.ts';
import * as newer from '#sandbox/slack/rules/schema/newer-blocks.ts';
import { DataVisualization } from '#sandbox/slack/rules/schema/charts.ts';
import { RichText } from '#sandbox/slack/rules/schema/rich-text.ts';
import { DataTable, Table } from '#sandbox/slack/rules/schema/tables.ts';

export type Surface = 'message' | 'modal' | 'home';

interface Kind {
  readonly schema: z.ZodType;
  readonly on: readonly Surface[];
}

const everywhere: readonly Surface[] = ['message', 'modal', 'home'];
const messages: readonly Surface[] = ['message'];

/** Every block that can be sent, with its shape and where Slack takes it. */
export const BLOCKS: Readonly<Record<string, Kind>> = {
  actions: { schema: basic.Actions, on: everywhere },
  context: { schema: basic.Context, on: everywhere },
  divider: { schema: basic.Divider, on: everywhere },
  header: { schema: basic.Header, on: everywhere },
  image: { schema: basic.Image, on: everywhere },
  input: { schema: basic.Input, on: everywhere },
  rich_text: { schema: RichText, on: everywhere },
  section: { schema: basic.Section, on: everywhere },
  video: { schema: basic.Video, on: everywhere },
  alert: { schema: newer.Alert, on: ['modal'] },
  card: { schema: newer.Card, on: ['message', 'home'] },
  carousel: { schema: newer.Carousel, on: ['message', 'home'] },
  container: { schema: newer.Container, on: messages },
  context_actions: { schema: newer.ContextActions, on: messages },
  // Listed for Home as well, and refused there in practice.
  data_table: { schema: DataTable, on: messages },
  table: { schema: Table, on: messages },
  data_visualization: { schema: DataVisualization, on: messages },
  markdown: { schema: basic.Markdown, on: messages },
  plan: { schema: newer.Plan, on: messages },
  task_card: { schema: newer.TaskCard, on: messages },
};
