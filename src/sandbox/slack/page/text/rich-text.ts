import { z } from 'zod';
import { html, joined, nothing, type Html } from '#sandbox/slack/page/markup.ts';
import { nameOfChannel, nameOfPerson, type Seeing } from '#sandbox/slack/page/seeing.ts';
import { formatTokens } from '#sandbox/slack/page/text/dates.ts';
import { withEmoji } from '#sandbox/slack/page/text/emoji.ts';
import { linkTo } from '#sandbox/slack/page/text/links.ts';

const Leaf = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  url: z.string().optional(),
  user_id: z.string().optional(),
  channel_id: z.string().optional(),
  name: z.string().optional(),
  range: z.string().optional(),
  timestamp: z.number().optional(),
  format: z.string().optional(),
  fallback: z.string().optional(),
  style: z.record(z.string(), z.unknown()).optional(),
});
type Leaf = z.infer<typeof Leaf>;

const Part = z.looseObject({
  type: z.string(),
  style: z.string().optional(),
  indent: z.number().optional(),
  elements: z.array(z.looseObject({ type: z.string() })).default([]),
});
type Part = z.infer<typeof Part>;

export const RichText = z.looseObject({ type: z.literal('rich_text'), elements: z.array(Part) });

export function richText(block: z.infer<typeof RichText>, seeing: Seeing): Html {
  return joined(block.elements.map((part) => partOf(part, seeing)));
}

function partOf(part: Part, seeing: Seeing): Html {
  if (part.type === 'rich_text_list') return list(part, seeing);
  const leaves = joined(part.elements.map((leaf) => leafOf(Leaf.parse(leaf), seeing)));
  if (part.type === 'rich_text_quote') return html`<blockquote>${leaves}</blockquote>`;
  if (part.type === 'rich_text_preformatted') return html`<pre><code>${leaves}</code></pre>`;
  return html`<p class="rich">${leaves}</p>`;
}

function list(part: Part, seeing: Seeing): Html {
  const items = part.elements.map((item) => html`<li>${partOf(Part.parse(item), seeing)}</li>`);
  const depth = `indent-${Math.min(part.indent ?? 0, 8)}`;
  return part.style === 'ordered'
    ? html`<ol class="${depth}">${items}</ol>`
    : html`<ul class="${depth}">${items}</ul>`;
}

function leafOf(leaf: Leaf, seeing: Seeing): Html {
  const { style = {} } = leaf;
  let words = bare(leaf, seeing);
  if (style['code'] === true) words = html`<code>${words}</code>`;
  if (style['bold'] === true) words = html`<strong>${words}</strong>`;
  if (style['italic'] === true) words = html`<em>${words}</em>`;
  if (style['strike'] === true) words = html`<s>${words}</s>`;
  return style['underline'] === true ? html`<u>${words}</u>` : words;
}

function bare(leaf: Leaf, seeing: Seeing): Html {
  switch (leaf.type) {
    case 'text':
      return html`${leaf.text}`;
    case 'link':
      return linkTo(leaf.url ?? '', leaf.text ?? leaf.url ?? '');
    case 'user':
      return html`<span class="mention">@${nameOfPerson(seeing, leaf.user_id ?? '')}</span>`;
    case 'channel':
      return html`<span class="mention">#${nameOfChannel(seeing, leaf.channel_id ?? '')}</span>`;
    case 'broadcast':
      return html`<span class="mention">@${leaf.range}</span>`;
    case 'emoji':
      return html`${withEmoji(`:${leaf.name ?? ''}:`)}`;
    case 'date':
      return date(leaf, seeing);
    default:
      return leaf.text === undefined ? nothing : html`${leaf.text}`;
  }
}

function date(leaf: Leaf, seeing: Seeing): Html {
  if (leaf.timestamp === undefined) return html`${leaf.fallback}`;
  const at = { seconds: leaf.timestamp, zone: seeing.viewer.timeZone, now: seeing.core.clock.now() };
  return html`<time>${formatTokens(leaf.format ?? '{date_short}', at)}</time>`;
}
