import { distance } from 'fastest-levenshtein';

/** Addresses of one domain share most of their letters: past this many wrong ones it is another word. */
const MOST_WRONG = 3;

/**
 * The known word a person probably meant, for "did you mean": at most three letters and a third of the word wrong,
 * never a guess between words that have nothing in common.
 */
export function closest(word: string, known: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  let best: { readonly word: string; readonly wrong: number } | undefined;
  for (const candidate of known) {
    const wrong = distance(wanted, candidate.toLowerCase());
    const third = Math.ceil(Math.max(wanted.length, candidate.length) / 3);
    const allowed = Math.min(third, MOST_WRONG, wanted.length - 1);
    if (wrong <= allowed && (!best || wrong < best.wrong)) best = { word: candidate, wrong };
  }
  return best?.word;
}
