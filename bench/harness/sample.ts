/** Milliseconds of repeated runs. */
export interface Times {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly runs: number;
}

export interface Sampling {
  readonly runs: number;
  /** Not counted; one unless said otherwise. */
  readonly warmUps?: number;
  /** Once it is used up no further run begins, but three are always made. */
  readonly budgetMs?: number;
}

const FEWEST_RUNS = 3;

/** Runs something again and again; what `run` returns is awaited within the time. `nth` counts the warm-ups too. */
export async function sample(
  run: (nth: number) => Promise<unknown>,
  { runs, warmUps = 1, budgetMs = Infinity }: Sampling,
): Promise<Times> {
  const times: number[] = [];
  const began = performance.now();
  for (let nth = 0; nth < warmUps + runs; nth++) {
    if (times.length >= FEWEST_RUNS && performance.now() - began > budgetMs) break;
    const elapsed = await timed(() => run(nth));
    if (nth >= warmUps) times.push(elapsed);
  }
  return timesOf(times);
}

export async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

export function timesOf(times: readonly number[]): Times {
  const sorted = times.toSorted((a, b) => a - b);
  return {
    p50: at(sorted, 0.5),
    p99: at(sorted, 0.99),
    max: sorted.at(-1) ?? Number.NaN,
    runs: sorted.length,
  };
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
}
