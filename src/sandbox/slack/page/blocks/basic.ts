import { z } from 'zod';
import { element } from '#sandbox/slack/page/blocks/elements.ts';
import { renderer } from '#sandbox/slack/page/blocks/renderer.ts';
import { html, type Html } from '#sandbox/slack/page/markup.ts';
import type { Seeing } from '#sandbox/slack/page/seeing.ts';
import { safeUrl } from '#sandbox/slack/page/text/links.ts';
import { Text, textOf, wordsOf } from '#sandbox/slack/page/text/text-object.ts';

const Part = z.looseObject({ type: z.string() });

export const Picture = z.looseObject({
  image_url: z.string().optional(),
  alt_text: z.string(),
  title: Text.optional(),
});

/** Titles of messages stand under the page's own: level 1 becomes an h3. */
export const header = renderer(z.looseObject({ text: Text, level: z.number().optional() }), (block) => {
  const words = wordsOf(block.text);
  const level = block.level ?? 1;
  return html`<div class="header level-${level}" role="heading" aria-level="${level + 2}">${words}</div>`;
});

export const divider = renderer(z.looseObject({}), () => html`<hr>`);

export const section = renderer(
  z.looseObject({ text: Text.optional(), fields: z.array(Text).optional(), accessory: Part.optional() }),
  (block, seeing) => html`<div class="section">
<div class="words">${block.text && html`<div class="text">${textOf(block.text, seeing)}</div>`}
${block.fields && html`<div class="fields">${block.fields.map((field) => html`<div class="text">${textOf(field, seeing)}</div>`)}</div>`}</div>
${block.accessory && html`<div class="accessory">${accessory(block.accessory, { seeing, blockId: block.block_id })}</div>`}
</div>`,
);

function accessory(part: z.infer<typeof Part>, at: { seeing: Seeing; blockId: string }): Html {
  return part.type === 'image' ? picture(Picture.parse(part), 'thumbnail') : element(part, at);
}

export const context = renderer(z.looseObject({ elements: z.array(Part) }), (block, seeing) => {
  const parts = block.elements.map((part) =>
    part.type === 'image'
      ? picture(Picture.parse(part), 'icon')
      : html`<span class="text">${textOf(Text.parse(part), seeing)}</span>`,
  );
  return html`<div class="context">${parts}</div>`;
});

export const actions = renderer(z.looseObject({ elements: z.array(Part) }), (block, seeing) => {
  const at = { seeing, blockId: block.block_id };
  return html`<div class="actions">${block.elements.map((part) => element(part, at))}</div>`;
});

/** Feedback and icon buttons: the same row of elements, set smaller. */
export const contextActions = renderer(z.looseObject({ elements: z.array(Part) }), (block, seeing) => {
  const at = { seeing, blockId: block.block_id };
  return html`<div class="actions small">${block.elements.map((part) => element(part, at))}</div>`;
});

export const image = renderer(Picture, (block) => {
  const title = wordsOf(block.title);
  return html`<figure class="image">${picture(block, 'full')}${title !== '' && html`<figcaption>${title}</figcaption>`}</figure>`;
});

/** An image, or its description where there is no address that a browser may load. */
export function picture(block: z.infer<typeof Picture>, kind: 'thumbnail' | 'icon' | 'full'): Html {
  const url = safeUrl(block.image_url ?? '');
  if (url === undefined) return html`<span class="note">Image: ${block.alt_text}</span>`;
  return html`<img class="${kind}" src="${url}" alt="${block.alt_text}">`;
}
