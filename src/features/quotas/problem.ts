export const COLUMNS = ['rep_email', 'period', 'metric', 'amount'] as const;
/** Columns that a file may have besides. */
export const OPTIONAL_COLUMNS = ['weight', 'effective_on', 'reason'] as const;
export type Column = (typeof COLUMNS)[number] | (typeof OPTIONAL_COLUMNS)[number];

/** One thing wrong with a quota file: where it is, what is wrong, what to do. */
export interface ImportProblem {
  /** Line of the file, the header being line 1. */
  readonly line: number;
  readonly column: Column | null;
  readonly problem: string;
  readonly remedy: string;
}

/** "line 4, amount: "-5" is negative. Write the quota as a number of 0 or more." */
export function problemText({ line, column, problem, remedy }: ImportProblem): string {
  return `line ${line}${column === null ? '' : `, ${column}`}: ${problem}. ${remedy}`;
}
