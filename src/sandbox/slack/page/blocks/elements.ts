import { z } from 'zod';
import { optionsOf, type Element } from '#sandbox/slack/app/elements.ts';
import { keepsValue } from '#sandbox/slack/app/entries.ts';
import { control } from '#sandbox/slack/page/blocks/controls.ts';
import { type Place } from '#sandbox/slack/page/blocks/control-identity.ts';
import { html, type Html } from '#sandbox/slack/page/markup.ts';
import type { Seeing } from '#sandbox/slack/page/seeing.ts';
import { safeUrl } from '#sandbox/slack/page/text/links.ts';
import { Text, wordsOf } from '#sandbox/slack/page/text/text-object.ts';

const Pressable = z.looseObject({
  type: z.string(),
  action_id: z.string(),
  text: Text.optional(),
  value: z.string().optional(),
  url: z.string().optional(),
  style: z.string().optional(),
  accessibility_label: z.string().optional(),
  placeholder: Text.optional(),
  confirm: z
    .looseObject({ title: Text, text: Text, confirm: Text.optional(), deny: Text.optional() })
    .optional(),
});
type Pressable = z.infer<typeof Pressable>;

const Feedback = z.looseObject({ text: Text, value: z.string(), accessibility_label: z.string().optional() });

/** An interactive element outside a form: using it tells the app at once. */
export function element(part: { type: string }, at: { seeing: Seeing; blockId: string }): Html {
  const read = Pressable.parse(part);
  if (read.type === 'button' || read.type === 'icon_button') return button(read, at.blockId);
  if (read.type === 'feedback_buttons') return feedback(read, at.blockId);
  if (read.type === 'overflow') return overflow(read, at.blockId);
  if (!keepsValue(read)) return html`<span class="note">This page cannot show a ${read.type}.</span>`;
  const label = wordsOf(read.placeholder) || read.type.replaceAll('_', ' ');
  const place: Place = { ...at, acts: true, label };
  return html`<span class="element" ${confirmation(read)}>${control(read, place)}</span>`;
}

function button(read: Pressable, blockId: string): Html {
  const style = read.style === 'primary' || read.style === 'danger' ? read.style : 'plain';
  const url = safeUrl(read.url ?? '');
  const words = wordsOf(read.text);
  const label = read.accessibility_label !== undefined && html`aria-label="${read.accessibility_label}"`;
  return html`<button type="button" class="button ${style}" ${label} ${act(read, blockId)}
${url !== undefined && html`data-url="${url}"`} ${confirmation(read)}>${words}${url !== undefined && html`<span aria-hidden="true"> ↗</span>`}</button>`;
}

function feedback(read: Pressable, blockId: string): Html {
  const choice = (raw: unknown, sign: string): Html => {
    const one = Feedback.parse(raw);
    const name = one.accessibility_label ?? wordsOf(one.text);
    return html`<button type="button" class="button plain" aria-label="${name}" ${act(read, blockId)} data-value="${one.value}"><span aria-hidden="true">${sign}</span> ${wordsOf(one.text)}</button>`;
  };
  return html`<span class="pair">${choice(read['positive_button'], '👍')}${choice(read['negative_button'], '👎')}</span>`;
}

function overflow(read: Element & Pressable, blockId: string): Html {
  const items = optionsOf(read).map((option) => {
    return html`<li><button type="button" class="menu-item" ${act(read, blockId)} data-value="${option.value}" ${confirmation(read)}>${option.text.text}</button></li>`;
  });
  return html`<details class="menu"><summary aria-label="More actions">⋯</summary><ul>${items}</ul></details>`;
}

function act(read: Pressable, blockId: string): Html {
  return html`data-act data-action="${read.action_id}" data-block="${blockId}"`;
}

/** What to ask before acting; the page's script shows it as a dialog. */
function confirmation(read: Pressable): Html | false {
  if (!read.confirm) return false;
  const { title, text, confirm, deny } = read.confirm;
  const words = {
    title: wordsOf(title),
    text: wordsOf(text),
    yes: wordsOf(confirm) || 'Yes',
    no: wordsOf(deny) || 'Cancel',
  };
  return html`data-confirm="${JSON.stringify(words)}"`;
}
