import { z } from 'zod';
import { Element } from '#sandbox/slack/app/elements.ts';
import { control } from '#sandbox/slack/page/blocks/controls.ts';
import { controlId, type Place } from '#sandbox/slack/page/blocks/control-identity.ts';
import { renderer } from '#sandbox/slack/page/blocks/renderer.ts';
import { html } from '#sandbox/slack/page/markup.ts';
import { domId } from '#sandbox/slack/page/seeing.ts';
import { Text, wordsOf } from '#sandbox/slack/page/text/text-object.ts';

const Input = z.looseObject({
  label: Text,
  hint: Text.optional(),
  optional: z.boolean().default(false),
  dispatch_action: z.boolean().default(false),
  element: Element,
});

const GROUPS = /^(multi_.*|checkboxes|radio_buttons)$/;

/** A labelled control with its hint and a place for its error. */
export const input = renderer(Input, (block, seeing) => {
  const hint = domId(seeing, block.block_id, 'hint');
  const error = domId(seeing, block.block_id, 'error');
  const words = wordsOf(block.label);
  const grouped = GROUPS.test(block.element.type);
  const place: Place = {
    seeing,
    blockId: block.block_id,
    acts: block.dispatch_action,
    optional: block.optional,
    describedBy: block.hint ? `${hint} ${error}` : error,
    ...(grouped ? { label: words } : {}),
  };
  const label = html`${words}${block.optional && html` <span class="muted">(optional)</span>`}`;
  return html`<div class="field" data-field="${block.block_id}">
${grouped ? html`<span class="label" aria-hidden="true">${label}</span>` : html`<label class="label" for="${controlId(block.element, place)}">${label}</label>`}
${control(block.element, place)}
${block.hint && html`<p class="hint" id="${hint}">${wordsOf(block.hint)}</p>`}
<p class="error" id="${error}" hidden></p></div>`;
});
