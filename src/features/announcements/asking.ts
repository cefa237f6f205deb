import { SMALLEST_GROUP } from '#model/policy/terms.ts';
import type { Question } from './announcement.ts';

/** Open questions that one person may have to one announcement at a time. */
export const MOST_OWN = 5;
/** Open questions without a name that an announcement may have at a time, from all people together. */
export const MOST_ANONYMOUS = 20;

/** A question somebody is about to ask; `askerId` null asks without a name. */
export interface Asking {
  readonly askerId: string | null;
  readonly words: string;
}

export type AskingDecision =
  | { readonly kind: 'ask' }
  /** The same is open already: it is asked once. */
  | { readonly kind: 'same' }
  | { readonly kind: 'refuse'; readonly because: string };

/** Whether it can be asked without a name: among few people, what is asked says who asks. */
export function mayAskAnonymously(people: number): boolean {
  return people >= SMALLEST_GROUP;
}

/**
 * Whether a question is taken. Without a name there is nobody to count, so the limit is one of the announcement, and the
 * same words are one question, whoever sends them.
 */
export function decideAsking(
  { askerId, words }: Asking,
  { questions, people }: { readonly questions: readonly Question[]; readonly people: number },
): AskingDecision {
  if (askerId === null && !mayAskAnonymously(people))
    return {
      kind: 'refuse',
      because: `Fewer than ${SMALLEST_GROUP} people got this, so your words would say who you are. Ask openly, or not here.`,
    };
  const open = questions.filter((one) => one.answer === null);
  const isSame = (one: Question) => one.askerId === askerId && plain(one.words) === plain(words);
  if (open.some(isSame)) return { kind: 'same' };
  const count = open.filter((one) => one.askerId === askerId).length;
  if (count < (askerId === null ? MOST_ANONYMOUS : MOST_OWN)) return { kind: 'ask' };
  return {
    kind: 'refuse',
    because:
      askerId === null
        ? `${MOST_ANONYMOUS} questions without a name wait for an answer. Try again once some are answered.`
        : `${MOST_OWN} of your questions wait for an answer. Ask again once one is answered.`,
  };
}

function plain(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
