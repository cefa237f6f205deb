import type { ContextBlock, DividerBlock, HeaderBlock, MrkdwnElement, SectionBlock } from '@slack/types';
import { LIMITS } from './limits.ts';
import { plainLabel, type SafeText } from './text.ts';

/** A heading; plain text, so outside words may stand in it as they are. */
export function header(text: string): HeaderBlock {
  return {
    type: 'header',
    text: { type: 'plain_text', text: plainLabel(text, LIMITS.header), emoji: false },
  };
}

export function section(text: SafeText): SectionBlock {
  return { type: 'section', text: textObject(text) };
}

/** Short facts in two columns, label above value. */
export function fields(texts: readonly SafeText[]): SectionBlock {
  return { type: 'section', fields: texts.map(textObject) };
}

/** Small print: where a number comes from, as of when, what is missing. */
export function context(...texts: readonly SafeText[]): ContextBlock {
  return { type: 'context', elements: texts.map(textObject) };
}

export function divider(): DividerBlock {
  return { type: 'divider' };
}

/** `verbatim` keeps Slack from turning bare addresses and @names in the text into links. */
function textObject(text: SafeText): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}
