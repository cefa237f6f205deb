import { z } from 'zod';
import { renderer } from '#sandbox/slack/page/blocks/renderer.ts';
import { html, type Html } from '#sandbox/slack/page/markup.ts';
import type { Seeing } from '#sandbox/slack/page/seeing.ts';
import { linkTo } from '#sandbox/slack/page/text/links.ts';
import { markdown } from '#sandbox/slack/page/text/markdown.ts';
import { richText, RichText } from '#sandbox/slack/page/text/rich-text.ts';
import { Text, textOf, wordsOf } from '#sandbox/slack/page/text/text-object.ts';

export const richTextBlock = renderer(
  RichText,
  (block, seeing) => html`<div class="text">${richText(block, seeing)}</div>`,
);

export const markdownBlock = renderer(z.looseObject({ text: z.string() }), (block) => {
  return html`<div class="text markdown">${markdown(block.text)}</div>`;
});

const LEVELS: Readonly<Record<string, string>> = {
  info: 'Information',
  warning: 'Warning',
  error: 'Error',
  success: 'Done',
};

export const alert = renderer(
  z.looseObject({ text: Text, level: z.string().default('default') }),
  (block, seeing) => {
    const level = LEVELS[block.level];
    return html`<div class="alert ${level === undefined ? 'default' : block.level}" role="note">${level !== undefined && html`<strong>${level}:</strong> `}${textOf(block.text, seeing)}</div>`;
  },
);

const Task = z.looseObject({
  title: z.string(),
  status: z.string().default('pending'),
  details: RichText.optional(),
  output: RichText.optional(),
});

const STATUSES: Readonly<Record<string, string>> = {
  pending: 'To do',
  in_progress: 'In progress',
  complete: 'Done',
  error: 'Failed',
};

export const taskCard = renderer(
  Task,
  (block, seeing) => html`<div class="card">${task(block, seeing)}</div>`,
);

export const plan = renderer(
  z.looseObject({ title: z.string(), tasks: z.array(Task).default([]) }),
  (block, seeing) => {
    const items = block.tasks.map((one) => html`<li>${task(one, seeing)}</li>`);
    return html`<div class="card"><strong>${block.title}</strong><ul>${items}</ul></div>`;
  },
);

function task(one: z.infer<typeof Task>, seeing: Seeing): Html {
  const more = [one.details, one.output].flatMap((text) => (text ? [richText(text, seeing)] : []));
  return html`${one.title} <span class="muted">(${STATUSES[one.status] ?? one.status})</span>${more}`;
}

export const video = renderer(
  z.looseObject({
    title: Text,
    title_url: z.string().optional(),
    video_url: z.string(),
    alt_text: z.string(),
  }),
  (block) =>
    html`<p class="text">${linkTo(block.title_url ?? block.video_url, wordsOf(block.title))} <span class="muted">(video: ${block.alt_text})</span></p>`,
);
