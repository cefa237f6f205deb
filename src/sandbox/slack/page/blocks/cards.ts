import { z } from 'zod';
import { Picture, picture } from '#sandbox/slack/page/blocks/basic.ts';
import { element } from '#sandbox/slack/page/blocks/elements.ts';
import { renderer, type Renderer } from '#sandbox/slack/page/blocks/renderer.ts';
import { html, type Html } from '#sandbox/slack/page/markup.ts';
import type { Seeing } from '#sandbox/slack/page/seeing.ts';
import { richText, RichText } from '#sandbox/slack/page/text/rich-text.ts';
import { Text, textOf, wordsOf } from '#sandbox/slack/page/text/text-object.ts';
import { Block } from '#sandbox/slack/workspace/message.ts';

const Card = z.looseObject({
  hero_image: Picture.optional(),
  icon: Picture.optional(),
  title: Text.optional(),
  subtitle: Text.optional(),
  body: Text.optional(),
  subtext: Text.optional(),
  actions: z.array(z.looseObject({ type: z.string() })).default([]),
});

export const card = renderer(Card, (block, seeing) => drawCard(block, { seeing, blockId: block.block_id }));

/** Cards side by side, reached by scrolling or by Tab. */
export const carousel = renderer(z.looseObject({ elements: z.array(Card) }), (block, seeing) => {
  const cards = block.elements.map(
    (one) => html`<li>${drawCard(one, { seeing, blockId: block.block_id })}</li>`,
  );
  return html`<ul class="carousel" tabindex="0" aria-label="${block.elements.length} cards">${cards}</ul>`;
});

const Container = z.looseObject({
  title: Text.optional(),
  rich_text_title: RichText.optional(),
  subtitle: Text.optional(),
  is_collapsible: z.boolean().default(false),
  default_collapsed: z.boolean().default(false),
  child_blocks: z.array(Block),
});

/** A titled box of other blocks; `inside` draws them. */
export function container(inside: (blocks: readonly Block[], seeing: Seeing) => Html): Renderer {
  return renderer(Container, (block, seeing) => {
    const title = block.rich_text_title
      ? richText(block.rich_text_title, seeing)
      : html`${wordsOf(block.title)}`;
    const subtitle = block.subtitle && html`<span class="muted">${wordsOf(block.subtitle)}</span>`;
    const body = inside(block.child_blocks, seeing);
    if (!block.is_collapsible) {
      return html`<section class="container"><div class="container-title">${title} ${subtitle}</div>${body}</section>`;
    }
    return html`<details class="container" ${!block.default_collapsed && html`open`}><summary>${title} ${subtitle}</summary>${body}</details>`;
  });
}

function drawCard(one: z.infer<typeof Card>, at: { seeing: Seeing; blockId: string }): Html {
  const line = (text: Text | undefined, name: string) =>
    text && html`<div class="${name}">${textOf(text, at.seeing)}</div>`;
  return html`<div class="card">${one.hero_image && picture(one.hero_image, 'full')}${one.icon && picture(one.icon, 'icon')}
${line(one.title, 'card-title')}${line(one.subtitle, 'muted')}${line(one.body, 'text')}${line(one.subtext, 'muted')}
${one.actions.length > 0 && html`<div class="actions">${one.actions.map((part) => element(part, at))}</div>`}</div>`;
}
