/** More different values than this and a column is no longer worth sharing. */
const WORTH_SHARING = 5_000;

/** Keeps one copy of values that repeat down a column (owners, stages, days): half a million rows then fit in memory. */
export class Interner {
  #known: Map<string, string> | undefined = new Map();

  share(value: string): string {
    const known = this.#known;
    if (known === undefined) return value;
    const shared = known.get(value);
    if (shared !== undefined) return shared;
    if (known.size >= WORTH_SHARING) this.#known = undefined;
    else known.set(value, value);
    return value;
  }
}
