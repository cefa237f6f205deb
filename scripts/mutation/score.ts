/** How many of an area's mutants the tests noticed, and which they did not. */
export interface Score {
  readonly area: string;
  readonly killed: number;
  readonly survivors: readonly string[];
}

/** The share of mutants that were noticed, in per cent; 100 where there were none. */
export function percentOf({ killed, survivors }: Pick<Score, 'killed' | 'survivors'>): number {
  const all = killed + survivors.length;
  return all === 0 ? 100 : (100 * killed) / all;
}

/** All areas as one. */
export function together(scores: readonly Score[]): Score {
  return {
    area: 'together',
    killed: scores.reduce((sum, it) => sum + it.killed, 0),
    survivors: scores.flatMap((it) => it.survivors),
  };
}
