import type { Element } from '#sandbox/slack/app/elements.ts';
import { elementsIn } from '#sandbox/slack/app/elements.ts';
import { initialEntry, keepsValue, type Entry } from '#sandbox/slack/app/entries.ts';
import type { Block } from '#sandbox/slack/workspace/message.ts';
import type { StateValues } from '#sandbox/slack/workspace/view.ts';

/** By block_id: why Slack would not send the form. Empty when it may be sent. */
export function complaintsAbout(blocks: readonly Block[], values: StateValues): Record<string, string> {
  const complaints: Record<string, string> = {};
  for (const { element, blockId, input } of elementsIn(blocks)) {
    if (!input || !keepsValue(element)) continue;
    const entry = values[blockId]?.[element.action_id] ?? initialEntry(element);
    const complaint = isEmpty(entry)
      ? input.optional
        ? undefined
        : 'Please complete this required field.'
      : complaintAbout(element, entry);
    if (complaint) complaints[blockId] = complaint;
  }
  return complaints;
}

function isEmpty(entry: Entry): boolean {
  return Object.entries(entry).every(([key, value]) => {
    return key === 'type' || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  });
}

function complaintAbout(element: Element, entry: Entry): string | undefined {
  const text = typeof entry['value'] === 'string' ? entry['value'] : '';
  if (element.type === 'number_input') return numberComplaint(element, text);
  if (element.type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(text))
    return 'Enter a valid email address.';
  if (element.type === 'url_text_input' && !URL.canParse(text)) return 'Enter a valid URL.';
  if (element.min_length !== undefined && text.length < element.min_length) {
    return `Enter at least ${element.min_length} characters.`;
  }
  if (element.max_length !== undefined && text.length > element.max_length) {
    return `Enter at most ${element.max_length} characters.`;
  }
  return undefined;
}

function numberComplaint(element: Element, text: string): string | undefined {
  const number = Number(text);
  if (!Number.isFinite(number)) return 'Enter a number.';
  if (!element.is_decimal_allowed && !Number.isInteger(number)) return 'Enter a whole number.';
  if (element.min_value !== undefined && number < Number(element.min_value))
    return `Enter ${element.min_value} or more.`;
  if (element.max_value !== undefined && number > Number(element.max_value))
    return `Enter ${element.max_value} or less.`;
  return undefined;
}
