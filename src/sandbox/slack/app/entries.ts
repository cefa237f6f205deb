import { Refusal } from '#lib/errors.ts';
import {
  elementsIn,
  optionsOf,
  type Element,
  type Option,
  type Placed,
} from '#sandbox/slack/app/elements.ts';
import type { Block } from '#sandbox/slack/workspace/message.ts';
import type { StateValues } from '#sandbox/slack/workspace/view.ts';

/** What a person types or chooses, in the plainest form: a text, option values, ids, a date. */
export type PlainValue = string | number | readonly string[] | null;

/** The entry of one element in `state.values`. */
export type Entry = { type: string } & Record<string, unknown>;

/** Under which key Slack sends an element's value, and whether it holds options or many values. */
interface Kind {
  readonly key: string;
  readonly initial: string;
  readonly holds: 'text' | 'number' | 'option' | 'options' | 'texts' | 'rich';
}

const KINDS: Readonly<Record<string, Kind>> = {
  plain_text_input: { key: 'value', initial: 'initial_value', holds: 'text' },
  number_input: { key: 'value', initial: 'initial_value', holds: 'text' },
  email_text_input: { key: 'value', initial: 'initial_value', holds: 'text' },
  url_text_input: { key: 'value', initial: 'initial_value', holds: 'text' },
  rich_text_input: { key: 'rich_text_value', initial: 'initial_value', holds: 'rich' },
  static_select: { key: 'selected_option', initial: 'initial_option', holds: 'option' },
  external_select: { key: 'selected_option', initial: 'initial_option', holds: 'option' },
  radio_buttons: { key: 'selected_option', initial: 'initial_option', holds: 'option' },
  multi_static_select: { key: 'selected_options', initial: 'initial_options', holds: 'options' },
  multi_external_select: { key: 'selected_options', initial: 'initial_options', holds: 'options' },
  checkboxes: { key: 'selected_options', initial: 'initial_options', holds: 'options' },
  users_select: { key: 'selected_user', initial: 'initial_user', holds: 'text' },
  multi_users_select: { key: 'selected_users', initial: 'initial_users', holds: 'texts' },
  conversations_select: { key: 'selected_conversation', initial: 'initial_conversation', holds: 'text' },
  multi_conversations_select: {
    key: 'selected_conversations',
    initial: 'initial_conversations',
    holds: 'texts',
  },
  channels_select: { key: 'selected_channel', initial: 'initial_channel', holds: 'text' },
  multi_channels_select: { key: 'selected_channels', initial: 'initial_channels', holds: 'texts' },
  datepicker: { key: 'selected_date', initial: 'initial_date', holds: 'text' },
  timepicker: { key: 'selected_time', initial: 'initial_time', holds: 'text' },
  datetimepicker: { key: 'selected_date_time', initial: 'initial_date_time', holds: 'number' },
};

/** Whether an element keeps a value until the view is submitted (a button or an overflow menu does not). */
export function keepsValue(element: Element): boolean {
  return element.type in KINDS;
}

/** `state.values` of some blocks: what was entered, else what they begin with. */
export function fullState(blocks: readonly Block[], entered: StateValues): StateValues {
  const values: StateValues = {};
  for (const { element, blockId } of elementsIn(blocks)) {
    if (!keepsValue(element)) continue;
    const entry = entered[blockId]?.[element.action_id];
    const still = entry?.type === element.type ? entry : initialEntry(element);
    values[blockId] = { ...values[blockId], [element.action_id]: still };
  }
  return values;
}

/** What the elements begin with. */
export function initialEntry(element: Element): Entry {
  const kind = KINDS[element.type];
  if (!kind) return { type: element.type };
  const many = kind.holds === 'options' || kind.holds === 'texts';
  return { type: element.type, [kind.key]: element[kind.initial] ?? (many ? [] : null) };
}

/** The entry for a plain value. Throws a Refusal for an option that is not offered. */
export function entryOf(element: Element, value: PlainValue): Entry {
  const kind = KINDS[element.type];
  if (!kind) return { type: element.type };
  return { type: element.type, [kind.key]: heldValue(element, { kind, value }) };
}

/** Reads plain values by block_id, action_id or both with a slash between into entries. Throws a Refusal for a key that nothing answers to. */
export function entriesOf(
  blocks: readonly Block[],
  plain: Readonly<Record<string, PlainValue>>,
): StateValues {
  const placed = elementsIn(blocks).filter(({ element }) => keepsValue(element));
  const values: StateValues = {};
  for (const [key, value] of Object.entries(plain)) {
    const found = placed.filter(({ element, blockId }) => {
      return [blockId, element.action_id, `${blockId}/${element.action_id}`].includes(key);
    });
    if (found.length === 0)
      throw new Refusal(`no input is called "${key}"`, `There are: ${namesOf(placed)}.`);
    for (const { element, blockId } of found) {
      values[blockId] = { ...values[blockId], [element.action_id]: entryOf(element, value) };
    }
  }
  return values;
}

function heldValue(element: Element, of: { kind: Kind; value: PlainValue }): unknown {
  const { kind, value } = of;
  const texts = value === null ? [] : Array.isArray(value) ? value.map(String) : [String(value)];
  const [first] = texts;
  if (kind.holds === 'options') return texts.map((text) => optionOf(element, text));
  if (kind.holds === 'texts') return texts;
  if (first === undefined || first === '') return null;
  if (kind.holds === 'option') return optionOf(element, first);
  if (kind.holds === 'number') return Number(first);
  return kind.holds === 'rich' ? richText(first) : first;
}

function optionOf(element: Element, value: string): Option {
  // The options of an external select come from the app when asked; the chosen one is sent back as it was.
  if (element.type.endsWith('external_select')) return { text: { type: 'plain_text', text: value }, value };
  const offered = optionsOf(element);
  const option = offered.find((one) => one.value === value) ?? offered.find((one) => one.text.text === value);
  if (option) return option;
  const names = offered.map((one) => one.value ?? one.text.text).join(', ');
  throw new Refusal(`"${value}" is not an option of ${element.action_id}`, `There are: ${names}.`);
}

function richText(text: string): object {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] };
}

function namesOf(placed: readonly Placed[]): string {
  return placed.map(({ element, blockId }) => `${blockId}/${element.action_id}`).join(', ') || 'none';
}
