import type { InputBlock, PlainTextElement } from '@slack/types';
import { LIMITS } from './limits.ts';
import { plainLabel } from './text.ts';

/** What every input of a modal has; `id` is the key of its value and of its error. */
export interface InputSpec {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
}

export function textInput(
  spec: InputSpec & {
    readonly initial?: string;
    readonly multiline?: boolean;
    /** Characters that may be typed; as many as Slack takes where it is not said. */
    readonly maxLength?: number;
  },
): InputBlock {
  return input(spec, {
    type: 'plain_text_input',
    action_id: spec.id,
    multiline: spec.multiline ?? false,
    max_length: spec.maxLength ?? LIMITS.inputText,
    ...(spec.initial === undefined ? {} : { initial_value: spec.initial }),
  });
}

/** A whole number between two bounds, both included. */
export function numberInput(
  spec: InputSpec & { readonly initial?: number; readonly min: number; readonly max: number },
): InputBlock {
  return input(spec, {
    type: 'number_input',
    action_id: spec.id,
    is_decimal_allowed: false,
    min_value: String(spec.min),
    max_value: String(spec.max),
    ...(spec.initial === undefined ? {} : { initial_value: String(spec.initial) }),
  });
}

/** A local time of day, HH:mm. */
export function timeInput(spec: InputSpec & { readonly initial?: string }): InputBlock {
  return input(spec, {
    type: 'timepicker',
    action_id: spec.id,
    ...(spec.initial === undefined ? {} : { initial_time: spec.initial }),
  });
}

/** A day, YYYY-MM-DD. */
export function dateInput(spec: InputSpec & { readonly initial?: string | undefined }): InputBlock {
  return input(spec, {
    type: 'datepicker',
    action_id: spec.id,
    ...(spec.initial === undefined ? {} : { initial_date: spec.initial }),
  });
}

/** Puts an element into an input block under its label. */
export function input(spec: InputSpec, element: InputBlock['element']): InputBlock {
  return {
    type: 'input',
    block_id: spec.id,
    label: plainElement(spec.label, LIMITS.label),
    optional: spec.optional ?? false,
    ...(spec.hint === undefined ? {} : { hint: plainElement(spec.hint, LIMITS.label) }),
    element,
  };
}

export function plainElement(text: string, length: number): PlainTextElement {
  return { type: 'plain_text', text: plainLabel(text, length), emoji: false };
}
