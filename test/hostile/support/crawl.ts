import type { Services } from '#feature.ts';
import type { Log } from '#lib/log.ts';
import type { Actor } from '#model/access.ts';
import { elementsIn, optionsOf, type Placed } from '#sandbox/slack/app/elements.ts';
import type { Block } from '#sandbox/slack/workspace/message.ts';
import type { ViewInput } from '#sandbox/slack/workspace/view.ts';
import { type Deed, serve } from './desk.ts';
import type { Leaving } from './judge.ts';
import type { HostileTexts } from './texts.ts';

/** One who walks through everything that can be reached. */
export interface Walker {
  readonly services: Services;
  readonly log: Log;
  readonly actor: Actor;
  readonly texts: HostileTexts;
  /** What a sensible person would enter, by the id of the input; typed as it is until a form is tried with other words. */
  readonly sensible: Readonly<Record<string, string>>;
}

export interface Step {
  readonly deed: Deed;
  readonly left: readonly Leaving[];
}

/** How often one button or one form is tried with different values. */
const MOST_TRIES = 3;

/** Does these deeds, then presses every button and submits every form that is shown, there or in `seen`, and so on. */
export async function walk(
  walker: Walker,
  deeds: readonly Deed[],
  seen: readonly Leaving[] = [],
): Promise<readonly Step[]> {
  const steps: Step[] = [];
  const waiting = [
    ...deeds,
    ...seen.flatMap((one) => offered(walker, one)).flatMap(({ deeds: follow }) => follow()),
  ];
  const tries = new Map<string, Set<string>>();
  for (let deed = waiting.shift(); deed !== undefined; deed = waiting.shift()) {
    const left = await serve(walker, deed);
    steps.push({ deed, left });
    for (const next of left.flatMap((one) => offered(walker, one))) {
      const known = tries.get(next.name) ?? new Set();
      tries.set(next.name, known);
      if (known.has(next.key) || known.size >= MOST_TRIES) continue;
      known.add(next.key);
      waiting.push(...next.deeds());
    }
  }
  return steps;
}

interface Offer {
  /** Which button or form it is, and what tells this one from others of the kind. */
  readonly name: string;
  readonly key: string;
  readonly deeds: () => readonly Deed[];
}

function offered(walker: Walker, leaving: Leaving): readonly Offer[] {
  if (leaving.kind === 'errors') return [];
  const blocks = leaving.kind === 'view' ? leaving.view.blocks : leaving.blocks;
  const form =
    leaving.kind === 'view' && leaving.view.type === 'modal' && leaving.view.submit
      ? [formOffer(walker, leaving.view)]
      : [];
  return [...form, ...buttonsIn(blocks)];
}

function buttonsIn(blocks: readonly Block[]): readonly Offer[] {
  return elementsIn(blocks).flatMap(({ element, input }): Offer[] => {
    if (input !== undefined) return [];
    const values =
      element.type === 'button'
        ? [{ value: element.value }]
        : optionsOf(element).map(({ value }) => ({ selected_option: { value } }));
    return values.map((entry) => ({
      name: element.action_id,
      key: JSON.stringify(entry),
      deeds: () => [{ kind: 'action', id: element.action_id, entry }],
    }));
  });
}

/** A form filled in sensibly, with hostile words everywhere, and with hostile words in one field after another. */
function formOffer(walker: Walker, view: ViewInput): Offer {
  const inputs = elementsIn(view.blocks).filter(({ input }) => input !== undefined);
  const submit = (isHostile: (blockId: string) => boolean): Deed => ({
    kind: 'modal',
    id: view.callback_id,
    metadata: view.private_metadata,
    state: Object.fromEntries(
      inputs.map((placed) => [
        placed.blockId,
        {
          [placed.element.action_id]: entered(walker, view, { placed, isHostile: isHostile(placed.blockId) }),
        },
      ]),
    ),
  });
  const typed = inputs.filter(({ element }) => element.type.endsWith('_input')).map(({ blockId }) => blockId);
  return {
    name: `form ${view.callback_id}`,
    key: view.private_metadata,
    deeds: () => [
      submit(() => true),
      ...typed.map((blockId) => submit((one) => one === blockId)),
      submit(() => false),
    ],
  };
}

type Entry = { readonly type: string } & Readonly<Record<string, unknown>>;

function entered(
  { texts, sensible }: Walker,
  { callback_id: form }: ViewInput,
  { placed: { element, blockId }, isHostile }: { readonly placed: Placed; readonly isHostile: boolean },
): Entry {
  const { type } = element;
  const [first] = optionsOf(element);
  const right = sensible[`${form}/${blockId}`] ?? sensible[blockId];
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
      return { type, selected_option: { value: right ?? first?.value } };
    case 'checkboxes':
    case 'multi_static_select':
      return { type, selected_options: first ? [{ value: first.value }] : [] };
    case 'multi_users_select':
      return { type, selected_users: ['U0ANA'] };
    case 'users_select':
      return { type, selected_user: 'U0ANA' };
    case 'conversations_select':
      return { type, selected_conversation: 'C1' };
    case 'multi_conversations_select':
      return { type, selected_conversations: ['C1'] };
    case 'channels_select':
      return { type, selected_channel: 'C1' };
    case 'datepicker':
      return { type, selected_date: '2026-11-20' };
    case 'timepicker':
      return { type, selected_time: '09:00' };
    default:
      // What nobody knows how to fill in sensibly is free text: a reason, a note.
      return {
        type,
        value: isHostile ? texts.typed(element.max_length) : (right ?? texts.typed(element.max_length)),
      };
  }
}
