import type { ConversationsSelect, InputBlock, PlainTextOption } from '@slack/types';
import { isChannel } from './channel-id.ts';
import { input, plainElement, type InputSpec } from './inputs.ts';
import { LIMITS } from './limits.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface ChoiceSpec extends InputSpec {
  readonly choices: readonly Choice[];
  /** The value of the choice that is selected at first. */
  readonly initial?: string;
}

/** One of up to 100 choices, in a list that opens. */
export function selectInput(spec: ChoiceSpec): InputBlock {
  return input(spec, { type: 'static_select', action_id: spec.id, ...options(spec) });
}

/** One of up to 10 choices, all visible. */
export function radioInput(spec: ChoiceSpec): InputBlock {
  return input(spec, { type: 'radio_buttons', action_id: spec.id, ...options(spec) });
}

/** Any of up to 100 choices, in a list that opens. */
export function manyInput(
  spec: InputSpec & { readonly choices: readonly Choice[]; readonly initial: readonly string[] },
): InputBlock {
  const all = spec.choices.map(option);
  const initial = all.filter(({ value }) => value !== undefined && spec.initial.includes(value));
  return input(spec, {
    type: 'multi_static_select',
    action_id: spec.id,
    options: all,
    ...(initial.length === 0 ? {} : { initial_options: initial }),
  });
}

/** Some channels of this workspace; those shared with other companies are left out. */
export function channelsInput(
  spec: InputSpec & { readonly most: number; readonly initial: readonly string[] },
): InputBlock {
  return input(spec, {
    type: 'multi_conversations_select',
    action_id: spec.id,
    max_selected_items: spec.most,
    filter: { ...OWN_CHANNELS },
    ...(spec.initial.length === 0 ? {} : { initial_conversations: [...spec.initial] }),
  });
}

/**
 * A public or private channel of this workspace; channels shared with other companies are left out. A direct message is no
 * place for a team, so nothing is chosen beforehand where `initial` is one.
 */
export function channelInput(spec: InputSpec & { readonly initial?: string | null | undefined }): InputBlock {
  return input(spec, {
    type: 'conversations_select',
    action_id: spec.id,
    filter: { ...OWN_CHANNELS },
    ...(isChannel(spec.initial) ? { initial_conversation: spec.initial } : {}),
  });
}

/** One Slack user. */
export function userInput(spec: InputSpec & { readonly initial?: string }): InputBlock {
  return input(spec, {
    type: 'users_select',
    action_id: spec.id,
    ...(spec.initial === undefined ? {} : { initial_user: spec.initial }),
  });
}

/** Some Slack users. */
export function usersInput(
  spec: InputSpec & { readonly most: number; readonly initial: readonly string[] },
): InputBlock {
  return input(spec, {
    type: 'multi_users_select',
    action_id: spec.id,
    max_selected_items: spec.most,
    ...(spec.initial.length === 0 ? {} : { initial_users: [...spec.initial] }),
  });
}

const OWN_CHANNELS: ConversationsSelect['filter'] = {
  include: ['public', 'private'],
  exclude_external_shared_channels: true,
  exclude_bot_users: true,
};

function options(spec: ChoiceSpec): { options: PlainTextOption[]; initial_option?: PlainTextOption } {
  const all = spec.choices.map(option);
  const initial = all.find((one) => one.value === spec.initial);
  return { options: all, ...(initial === undefined ? {} : { initial_option: initial }) };
}

function option(choice: Choice): PlainTextOption {
  return { text: plainElement(choice.label, LIMITS.optionText), value: choice.value };
}
