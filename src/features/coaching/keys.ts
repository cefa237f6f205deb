import type { Day } from '#lib/days.ts';
import type { Moment } from './follow-ups.ts';

/** Kinds of messages. */
export const PROMPT = 'coaching.prompt';
export const SESSION = 'coaching.session';
export const PLAYBACK = 'coaching.playback';
export const DIFFERS = 'coaching.differs';
export const STEP = 'coaching.step';
export const COMPARED = 'coaching.compared';

/** What buttons are called. */
export const PLAN = 'coaching.plan';
export const NOTE = 'coaching.note';
export const DECLINE = 'coaching.decline';
export const CONFIRM = 'coaching.confirm';
export const OBJECT = 'coaching.object';
export const DONE = 'coaching.done';
export const NOTES = 'coaching.notes';
export const QUESTIONS = 'coaching.questions';

/** Who of a pair reads it. */
export type Reader = 'coach' | 'person';

/** Of a prompt that was handed on, each of those who get it has a message of their own. */
export function promptKey({
  id,
  handedOn,
}: {
  readonly id: number;
  readonly handedOn?: Day | undefined;
}): string {
  return `coaching/${id}/prompt${handedOn === undefined ? '' : `/${handedOn.toString()}`}`;
}

export function sessionKeys(id: number): string {
  return `coaching/${id}/session/`;
}

export function sessionKey(
  id: number,
  { on, reader, moment }: { readonly on: Day; readonly reader: Reader; readonly moment: 'planned' | 'today' },
): string {
  return `${sessionKeys(id)}${on.toString()}/${moment}/${reader}`;
}

export function playbackKey(id: number, revision: number): string {
  return `coaching/${id}/playback/${revision}`;
}

export function differsKey(id: number, revision: number): string {
  return `coaching/${id}/differs/${revision}`;
}

export function stepKey(id: number, moment: Moment): string {
  return `coaching-step/${id}/${moment}`;
}

export function comparedKey(id: number, reader: Reader): string {
  return `coaching/${id}/compared/${reader}`;
}
