import { Refusal } from '#lib/errors.ts';
import { LONGEST_WORDS, MOST_PEOPLE } from './praise.ts';

/** A mention as Slack writes it, with what may stand between two of them. */
const MENTION = /^(?:(?:,|and\b)\s*)?<@([UW][A-Z0-9]+)(?:\|[^>]*)?>\s*/i;

/**
 * Reads "@ana and @li for the demo": whom and what for. Mentions further on are words.
 * @throws Refusal where nobody is mentioned before the words
 */
export function readTyped(text: string): { readonly people: readonly string[]; readonly words: string } {
  const people: string[] = [];
  let rest = text.trim();
  for (let found = MENTION.exec(rest); found?.[1]; found = MENTION.exec(rest)) {
    people.push(found[1].toUpperCase());
    rest = rest.slice(found[0].length);
  }
  if (people.length === 0 && rest !== '')
    throw new Refusal(
      `I cannot read "${text}" after praise.`,
      'Name whom you praise with an @: /attain praise @person. /attain praise list shows what was said.',
    );
  const words = Array.from(rest.replaceAll(/<@[^>|]*\|?([^>]*)>/g, (_, name: string) => name && `@${name}`));
  return {
    people: [...new Set(people)].slice(0, MOST_PEOPLE),
    words: words.slice(0, LONGEST_WORDS).join(''),
  };
}
