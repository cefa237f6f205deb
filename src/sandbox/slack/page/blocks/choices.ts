import type { Element } from '#sandbox/slack/app/elements.ts';
import { optionsOf } from '#sandbox/slack/app/elements.ts';
import type { Entry } from '#sandbox/slack/app/entries.ts';
import { identity, keys, controlId, type Place } from '#sandbox/slack/page/blocks/control-identity.ts';
import { html, type Html } from '#sandbox/slack/page/markup.ts';
import type { Seeing } from '#sandbox/slack/page/seeing.ts';
import { Text, wordsOf } from '#sandbox/slack/page/text/text-object.ts';

interface At {
  readonly place: Place;
  readonly entry: Entry;
}

interface Choice {
  readonly value: string;
  readonly words: string;
  readonly detail?: string | undefined;
}

/** Selects, checkboxes and radio buttons: one of several is a native select, many are a group of checkboxes. */
export function choices(element: Element, at: At): Html {
  const chosen = chosenIn(at.entry);
  if (element.type.includes('external_select')) return search(element, at);
  if (element.type === 'radio_buttons') return group(element, { ...at, chosen, kind: 'radio' });
  if (element.type === 'checkboxes' || element.type.startsWith('multi_')) {
    return group(element, { ...at, chosen, kind: 'checkbox' });
  }
  return select(element, { ...at, chosen });
}

function select(element: Element, at: At & { chosen: ReadonlySet<string> }): Html {
  const { place, chosen } = at;
  const option = ({ value, words }: Choice) =>
    html`<option value="${value}" ${chosen.has(value) && html`selected`}>${words}</option>`;
  const groups = groupsOf(element);
  const placeholder = Text.safeParse(element['placeholder']);
  const begin = placeholder.success ? wordsOf(placeholder.data) : 'Choose…';
  return html`<select ${identity(element, place)}><option value="">${begin}</option>
${groups ? groups.map(({ label, own }) => html`<optgroup label="${label}">${own.map(option)}</optgroup>`) : offeredBy(element, place.seeing).map(option)}</select>`;
}

function group(element: Element, at: At & { chosen: ReadonlySet<string>; kind: 'radio' | 'checkbox' }): Html {
  const { place, chosen, kind } = at;
  const id = controlId(element, place);
  const offered = offeredBy(element, place.seeing);
  return html`<div class="group" id="${id}" tabindex="-1" role="${kind === 'radio' ? 'radiogroup' : 'group'}" ${keys(element, place)}
${place.label !== undefined && html`aria-label="${place.label}"`} ${place.describedBy !== undefined && html`aria-describedby="${place.describedBy}"`}>
${offered.map(
  ({
    value,
    words,
    detail,
  }) => html`<label class="choice"><input type="${kind}" name="${id}" value="${value}" ${chosen.has(value) && html`checked`}>
<span>${words}${detail !== undefined && html`<small>${detail}</small>`}</span></label>`,
)}</div>`;
}

/** A select whose options the app is asked for while the person types. */
function search(element: Element, { place, entry }: At): Html {
  const list = `${controlId(element, place)}-options`;
  const [value = ''] = chosenIn(entry);
  return html`<input type="text" role="combobox" autocomplete="off" list="${list}" ${identity(element, place)} data-search value="${value}"><datalist id="${list}"></datalist>`;
}

function offeredBy(element: Element, seeing: Seeing): Choice[] {
  const { people, channels } = seeing.core.workspace;
  if (element.type.includes('users_select')) {
    return [...people.values()]
      .filter((person) => !person.isBot && !person.deleted)
      .map((person) => ({ value: person.id, words: person.realName }))
      .toSorted((a, b) => a.words.localeCompare(b.words));
  }
  if (element.type.includes('channels_select') || element.type.includes('conversations_select')) {
    return [...channels.values()]
      .filter((channel) => channel.kind !== 'im' && channel.members.includes(seeing.viewer.id))
      .filter((channel) => channel.kind === 'public' || element.type.includes('conversations_select'))
      .map((channel) => ({ value: channel.id, words: `#${channel.name}` }));
  }
  return optionsOf(element).map(choiceOf);
}

function groupsOf(element: Element): { label: string; own: Choice[] }[] | undefined {
  return element.option_groups?.map((group) => {
    return { label: wordsOf(Text.safeParse(group['label']).data), own: group.options.map(choiceOf) };
  });
}

function choiceOf(option: {
  value?: string | undefined;
  text: { text: string };
  description?: unknown;
}): Choice {
  const detail = Text.safeParse(option.description);
  const words = wordsOf({ type: 'plain_text', text: option.text.text });
  return { value: option.value ?? '', words, detail: detail.success ? detail.data.text : undefined };
}

function chosenIn(entry: Entry): ReadonlySet<string> {
  const { type: _type, ...held } = entry;
  const values = Object.values(held).flat();
  return new Set(
    values.flatMap((value) => {
      if (typeof value === 'string') return [value];
      return typeof value === 'object' && value !== null && 'value' in value ? [String(value.value)] : [];
    }),
  );
}
