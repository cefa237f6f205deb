import type { Element } from '#sandbox/slack/app/elements.ts';
import { initialEntry, type Entry } from '#sandbox/slack/app/entries.ts';
import { identity, type Place } from '#sandbox/slack/page/blocks/control-identity.ts';
import { choices } from '#sandbox/slack/page/blocks/choices.ts';
import { html, type Html } from '#sandbox/slack/page/markup.ts';
import { Text, wordsOf } from '#sandbox/slack/page/text/text-object.ts';

const INPUT_TYPES: Readonly<Record<string, string>> = {
  plain_text_input: 'text',
  email_text_input: 'email',
  url_text_input: 'url',
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
};

/** A form control for an element that holds a value, with what it holds now. */
export function control(element: Element, place: Place): Html {
  const entry = place.seeing.entered[place.blockId]?.[element.action_id] ?? initialEntry(element);
  if (element.type === 'number_input') return numberInput(element, { place, entry });
  if (element.type === 'rich_text_input' || element['multiline'] === true)
    return textArea(element, { place, entry });
  const type = INPUT_TYPES[element.type];
  if (type === undefined) return choices(element, { place, entry });
  const value = textOf(entry);
  return html`<input type="${type}" ${identity(element, place)} value="${value}" ${lengths(element)} ${placeholder(element)}>`;
}

interface At {
  readonly place: Place;
  readonly entry: Entry;
}

function numberInput(element: Element, { place, entry }: At): Html {
  const step = element.is_decimal_allowed === true ? 'any' : '1';
  return html`<input type="number" step="${step}" ${identity(element, place)} value="${textOf(entry)}" ${placeholder(element)}
${element.min_value !== undefined && html`min="${element.min_value}"`} ${element.max_value !== undefined && html`max="${element.max_value}"`}>`;
}

function textArea(element: Element, { place, entry }: At): Html {
  return html`<textarea rows="4" ${identity(element, place)} ${lengths(element)} ${placeholder(element)}>${textOf(entry)}</textarea>`;
}

function lengths(element: Element): Html | false {
  return element.max_length !== undefined && html`maxlength="${element.max_length}"`;
}

function placeholder(element: Element): Html | false {
  const words = Text.safeParse(element['placeholder']);
  return words.success && html`placeholder="${wordsOf(words.data)}"`;
}

function textOf(entry: Entry): string {
  const value = entry['value'] ?? entry['selected_date'] ?? entry['selected_time'];
  return typeof value === 'string' ? value : '';
}
