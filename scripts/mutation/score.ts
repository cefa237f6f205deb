/** How many of an area's mutants the tests noticed, and which they did not. */
export interface Score {
  readonly area: string;
  /** With those that hung until their time was up. */
  readonly killed: number;
  readonly timedOut: number;
  readonly survivors: readonly string[];
  /** How many were not tried because they change nothing that counts. */
  readonly setAside: number;
}

/** The share of mutants that were noticed, in per cent; 100 where there were none. */
export function percentOf({ killed, survivors }: Score): number {
  const all = killed + survivors.length;
  return all === 0 ? 100 : (100 * killed) / all;
}

/** Several scores as one. */
export function together(area: string, scores: readonly Score[]): Score {
  const sum = (count: (it: Score) => number) => scores.reduce((total, it) => total + count(it), 0);
  return {
    area,
    killed: sum((it) => it.killed),
    timedOut: sum((it) => it.timedOut),
    survivors: scores.flatMap((it) => it.survivors),
    setAside: sum((it) => it.setAside),
  };
}
