import type { SaidLine } from './said.ts';

/** How one line of a posted board turned out to be wrong; one side is undefined for who was or is not listed. */
export interface Difference {
  readonly name: string;
  readonly before: SaidLine | undefined;
  readonly after: SaidLine | undefined;
  /** False for who holds a place so far down that the board may not name it. */
  readonly isNamed: boolean;
}

interface Compared {
  readonly said: readonly SaidLine[];
  /** Everyone who holds a place now, best first. */
  readonly now: readonly SaidLine[];
  /** Ids of those of them whom the board may name. */
  readonly named: ReadonlySet<string>;
  /** How many places the board lists: nobody below them is named. */
  readonly rows: number;
}

/**
 * Whose listed result differs from what a board said, best place first. A place that changed only because somebody
 * else moved is told with the one who moved.
 */
export function differencesOf({ said, now, named, rows }: Compared): readonly Difference[] {
  const current = new Map(now.map((line) => [line.id, line]));
  const before = new Map(said.map((line) => [line.id, line]));
  const listed = now.filter(({ id }) => named.has(id)).slice(0, rows);
  const joined = listed.filter(({ id }) => !before.has(id));
  return [...said, ...joined]
    .map(({ id, name }) => {
      const after = current.get(id);
      return { name: after?.name ?? name, before: before.get(id), after, isNamed: named.has(id) };
    })
    .filter((line) => line.before?.exact !== line.after?.exact)
    .toSorted((a, b) => bestRank(a) - bestRank(b));
}

function bestRank({ before, after }: Difference): number {
  return Math.min(before?.rank ?? Number.POSITIVE_INFINITY, after?.rank ?? Number.POSITIVE_INFINITY);
}
