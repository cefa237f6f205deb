import { distance } from 'fastest-levenshtein';

/**
 * The known word a person probably meant, for "did you mean": at most a third of the letters wrong, never a guess
 * between words that have nothing in common.
 */
export function closest(word: string, known: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  let best: { readonly word: string; readonly wrong: number } | undefined;
  for (const candidate of known) {
    const wrong = distance(wanted, candidate.toLowerCase());
    const allowed = Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3));
    if (wrong <= allowed && wrong < wanted.length && (!best || wrong < best.wrong))
      best = { word: candidate, wrong };
  }
  return best?.word;
}
