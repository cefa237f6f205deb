import type { ActionsBlock, Button, SectionBlock } from '@slack/types';
import { section } from './layout.ts';
import { LIMITS } from './limits.ts';
import { plainLabel, type SafeText } from './text.ts';

export interface ButtonSpec {
  /** The `Action` that handles it, `feature.verb`. */
  readonly action: string;
  readonly label: string;
  readonly value?: string;
  readonly style?: 'primary' | 'danger';
  /** What a screen reader says where the label alone is short or repeated: "Praise Dana Cole". */
  readonly spoken?: string;
  /** Asked before anything that reaches many people or cannot be undone. */
  readonly confirm?: {
    readonly title: string;
    readonly text: string;
    readonly yes: string;
    readonly no: string;
  };
}

function button(spec: ButtonSpec): Button {
  return {
    type: 'button',
    action_id: spec.action,
    text: { type: 'plain_text', text: plainLabel(spec.label, LIMITS.buttonText), emoji: false },
    ...(spec.value === undefined ? {} : { value: spec.value }),
    ...(spec.style === undefined ? {} : { style: spec.style }),
    ...(spec.spoken === undefined
      ? {}
      : { accessibility_label: plainLabel(spec.spoken, LIMITS.accessibilityLabel) }),
    ...(spec.confirm === undefined ? {} : { confirm: confirmation(spec.confirm) }),
  };
}

export function actions(...buttons: readonly ButtonSpec[]): ActionsBlock {
  return { type: 'actions', elements: buttons.map(button) };
}

/** A line with the one button that belongs to it beside it. */
export function line(text: SafeText, spec: ButtonSpec): SectionBlock {
  return { ...section(text), accessory: button(spec) };
}

function confirmation(ask: NonNullable<ButtonSpec['confirm']>): NonNullable<Button['confirm']> {
  const plain = (text: string, length: number) =>
    ({ type: 'plain_text', text: plainLabel(text, length) }) as const;
  return {
    title: plain(ask.title, LIMITS.confirmTitle),
    text: plain(ask.text, LIMITS.confirmText),
    confirm: plain(ask.yes, LIMITS.confirmButton),
    deny: plain(ask.no, LIMITS.confirmButton),
  };
}
