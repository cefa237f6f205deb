import { randomInt } from 'node:crypto';
import { GiveUp, messageOf, Refusal, TryLater } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import { note, type Message } from './blocks/message.ts';
import { endSentence, escapeSentence, escapeText, mrkdwn } from './blocks/text.ts';

/** Letters and digits that are not taken for one another when read aloud or copied by hand. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const WORDS = 600;

/**
 * What a person is told when a handler failed. Refusals speak for themselves; anything unforeseen is logged under
 * a reference that the person can pass on. Never a stack trace.
 */
export function explainError(error: unknown, log: Log): Message {
  if (error instanceof Refusal) return note(refusalWords(error));
  const reference = newReference();
  if (error instanceof TryLater) {
    log.warn({ err: error, reference }, 'a request could not be answered for now');
    return note(mrkdwn`That did not work just now. Please try again in a moment.`);
  }
  log.error({ err: error, reference }, `a request failed: ${messageOf(error)}`);
  if (error instanceof GiveUp && error.remedy !== undefined) {
    return note(
      mrkdwn`That cannot work until someone mends the setup: ${escapeSentence(error.remedy, WORDS)} (reference ${escapeText(reference)})`,
    );
  }
  return note(
    mrkdwn`Sorry, something went wrong on our side. It was written down as ${escapeText(reference)}; name it when you ask for help.`,
  );
}

function refusalWords(refusal: Refusal): Message['text'] {
  const words = escapeSentence(refusal.message, WORDS);
  return refusal.hint === undefined
    ? words
    : mrkdwn`${endSentence(words)} ${escapeSentence(refusal.hint, WORDS)}`;
}

function newReference(): string {
  return Array.from({ length: 7 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
