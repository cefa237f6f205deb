/** A measured number in its unit. */
export interface Quantity {
  readonly value: number;
  readonly unit: string;
}

/** What a ratio must be. Which two numbers make it is said by the row. */
export interface Target {
  readonly kind: 'at most' | 'at least';
  readonly ratio: number;
}

/** One line of the report. */
export interface Row {
  /** Stable, such as `6/embedded`: what cannot be reached is declared by it. */
  readonly id: string;
  readonly metric: string;
  readonly value: Quantity;
  /** The physical limit or the rival, measured in the same run; none for what is only shown. */
  readonly against?: Quantity & { readonly name: string };
  readonly ratio?: number;
  /** None for what is reported without being judged. */
  readonly target?: Target;
  /** Further figures for the JSON. */
  readonly detail?: Readonly<Record<string, number | string>>;
}

/** A row that could not be taken, and why: its engine is not there, or taking it went wrong. */
export interface NotRun {
  readonly id: string;
  readonly metric: string;
  readonly notRun: string;
  readonly wentWrong?: boolean;
}

export const atMost = (ratio: number): Target => ({ kind: 'at most', ratio });
export const atLeast = (ratio: number): Target => ({ kind: 'at least', ratio });

export const ms = (value: number): Quantity => ({ value, unit: 'ms' });
export const megabytes = (bytes: number): Quantity => ({ value: bytes / 2 ** 20, unit: 'MB' });
export const count = (value: number, unit: string): Quantity => ({ value, unit });

export type Verdict = 'pass' | 'fail' | 'unreachable' | 'shown' | 'not run';

/** Ratios decide. What a ledger makes unreachable is declared with its reason, and never fails. */
export function verdictOf(row: Row | NotRun, declared: Readonly<Record<string, string>>): Verdict {
  if ('notRun' in row) return row.wentWrong === true ? 'fail' : 'not run';
  if (row.target === undefined) return 'shown';
  if (isWithin(row.ratio ?? Number.NaN, row.target)) return 'pass';
  return row.id in declared ? 'unreachable' : 'fail';
}

function isWithin(ratio: number, target: Target): boolean {
  return target.kind === 'at most' ? ratio <= target.ratio : ratio >= target.ratio;
}
