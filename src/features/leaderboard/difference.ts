import type { SaidLine } from './said.ts';

/** How one line of a posted board turned out to be wrong; one side is undefined for who was or is not listed. */
export interface Difference {
  readonly name: string;
  readonly before: SaidLine | undefined;
  readonly after: SaidLine | undefined;
}

interface Compared {
  readonly said: readonly SaidLine[];
  /** Everyone who holds a place now. */
  readonly now: readonly SaidLine[];
  /** How many places the board lists: nobody below them is named. */
  readonly rows: number;
}

/**
 * Whose listed result differs from what a board said, best place first. A place that changed only because somebody
 * else moved is told with the one who moved.
 */
export function differencesOf({ said, now, rows }: Compared): readonly Difference[] {
  const current = new Map(now.map((line) => [line.id, line]));
  const before = new Map(said.map((line) => [line.id, line]));
  const joined = now.slice(0, rows).filter(({ id }) => !before.has(id));
  return [...said, ...joined]
    .map(({ id, name }) => ({ name, before: before.get(id), after: current.get(id) }))
    .filter((line) => line.before?.exact !== line.after?.exact)
    .toSorted((a, b) => bestRank(a) - bestRank(b));
}

function bestRank({ before, after }: Difference): number {
  return Math.min(before?.rank ?? Number.POSITIVE_INFINITY, after?.rank ?? Number.POSITIVE_INFINITY);
}
