import type { Bench } from './bench.ts';
import type { NotRun, Row } from './row.ts';

/** One goal of docs/performance.md: takes its measurements and says what they are beside. */
export interface Goal {
  readonly numbers: readonly number[];
  readonly title: string;
  readonly run: (bench: Bench) => Promise<readonly (Row | NotRun)[]>;
}
