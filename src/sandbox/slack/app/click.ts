import { Refusal } from '#lib/errors.ts';
import type { Core } from '#sandbox/slack/core.ts';
import { elementsIn, optionsOf, type Placed } from '#sandbox/slack/app/elements.ts';
import { entriesOf, entryOf, fullState, keepsValue, type PlainValue } from '#sandbox/slack/app/entries.ts';
import { outcomeOf, type Outcome } from '#sandbox/slack/app/outcomes.ts';
import { channelName, interactionBase, wireMessage, wireView } from '#sandbox/slack/app/payloads.ts';
import type { Block, Message } from '#sandbox/slack/workspace/message.ts';
import type { OpenView, StateValues } from '#sandbox/slack/workspace/view.ts';
import { rememberValues } from '#sandbox/slack/workspace/views.ts';

/** Where the element stands. */
export type Place = { readonly message: Message } | { readonly view: OpenView };

export interface Press {
  readonly user: string;
  readonly place: Place;
  readonly action: string;
  /** Needed only where one action_id stands in several blocks. */
  readonly block?: string | undefined;
  /** For a select, a date and the like; for a feedback button the value of the one chosen. */
  readonly value?: PlainValue | undefined;
  /** What else the person has entered in the same message or view, by block_id or action_id. */
  readonly values?: Readonly<Record<string, PlainValue>> | undefined;
}

/** A person pressed a button or chose something outside a form. Resolves when the app has acknowledged. */
export async function sendClick(core: Core, press: Press): Promise<Outcome> {
  const placed = findElement(press);
  const place = withValues(core, press, placed);
  const payload = {
    ...interactionBase(core, 'block_actions', press.user),
    trigger_id: core.triggers.issue(press.user),
    ...placeFields(core, press.user, place),
    actions: [actionOf(core, placed, press.value ?? null)],
  };
  return outcomeOf(await core.socket.deliver({ type: 'interactive', payload, acceptsResponse: true }));
}

export function blocksOf(place: Place): readonly Block[] {
  return 'message' in place ? place.message.blocks : place.view.content.blocks;
}

function replacedIn(place: Place): readonly Block[] {
  return ('message' in place ? place.message.replaced : place.view.replaced) ?? [];
}

/** What was replaced counts where a block is named: only who saw it knows its id. */
function findElement(press: Press): Placed {
  const placed = elementsIn(blocksOf(press.place));
  const seen = press.block === undefined ? placed : [...placed, ...elementsIn(replacedIn(press.place))];
  const found = seen.find(({ element, blockId }) => {
    return element.action_id === press.action && (press.block === undefined || press.block === blockId);
  });
  if (found) return found;
  const names = placed.map(({ element }) => element.action_id).join(', ');
  throw new Refusal(`there is no action "${press.action}" here`, `There are: ${names || 'none'}.`);
}

/** Remembers in a view what the person has entered, the pressed element's own value included. */
function withValues(core: Core, press: Press, placed: Placed): Place {
  const entered = entriesOf([...blocksOf(press.place), ...replacedIn(press.place)], press.values ?? {});
  const own: StateValues = keepsValue(placed.element)
    ? { [placed.blockId]: { [placed.element.action_id]: entryOf(placed.element, press.value ?? null) } }
    : {};
  if ('message' in press.place) return press.place;
  return { view: rememberValues(core.workspace, press.place.view, { ...entered, ...own }) };
}

function placeFields(core: Core, user: string, place: Place): object {
  if ('view' in place) {
    return { container: { type: 'view', view_id: place.view.id }, view: wireView(core, place.view) };
  }
  const { message } = place;
  const ephemeral = message.visibleTo !== undefined;
  const channel = core.workspace.channels.get(message.channel);
  const path = core.responseUrls.issue({
    user,
    channel: message.channel,
    message: { ts: message.ts, ephemeral },
  });
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: ephemeral,
    },
    channel: { id: message.channel, name: channel ? channelName(channel) : '' },
    // Slack leaves the message out when it was ephemeral.
    ...(ephemeral ? {} : { message: wireMessage(core, message) }),
    state: { values: fullState(message.blocks, {}) },
    response_url: core.url() + path,
  };
}

function actionOf(core: Core, placed: Placed, value: PlainValue): object {
  const { element, blockId } = placed;
  const base = { action_id: element.action_id, block_id: blockId, action_ts: core.workspace.stamps.next() };
  if (keepsValue(element)) return { ...base, ...entryOf(element, value) };
  if (element.type === 'overflow') {
    const option = optionsOf(element).find((one) => one.value === value);
    if (!option) throw new Refusal(`"${String(value)}" is not in the menu ${element.action_id}`);
    return { ...base, type: element.type, selected_option: option };
  }
  if (element.type === 'feedback_buttons') {
    const chosen = [element.positive_button, element.negative_button].find(
      (button) => button?.value === value,
    );
    if (!chosen) throw new Refusal(`"${String(value)}" is not one of the feedback buttons`);
    return { ...base, type: element.type, text: chosen.text, value: chosen.value };
  }
  return { ...base, type: element.type, text: element['text'], value: element.value };
}
