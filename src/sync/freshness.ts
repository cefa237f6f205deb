import type { Gap } from './gaps.ts';

/** Whether scheduled messages may go out, and if not, why and what mends it, in plain words. */
export type Freshness = { readonly kind: 'fresh' } | Trouble;

export interface Trouble {
  readonly kind: 'late' | 'shrunk' | 'broken-mapping';
  readonly cause: string;
  readonly remedy: string;
}

/** How many rows of an object there are, and how many the last time that was believed. */
export interface RowCount {
  readonly object: string;
  readonly rows: bigint;
  readonly countedAt: Temporal.Instant;
  readonly trusted: bigint;
  readonly trustedAt: Temporal.Instant;
}

/** What freshness is judged by. */
export interface Signs {
  readonly now: Temporal.Instant;
  /** Up to when everything was read; null before a first reading is through. */
  readonly completeAt: Temporal.Instant | null;
  readonly lateAfterSeconds: number;
  readonly failing: readonly { readonly object: string; readonly error: string }[];
  readonly counts: readonly RowCount[];
  /** Fields and objects that had been there and are not any more. */
  readonly vanished: readonly Gap[];
}

const MOST_NAMED = 3;
const FEWEST_LOST = 50n;
/** More than a fifth. */
const LOST = { of: 5n };

/**
 * Judges the data. What is wrong goes before what is old: a field that is gone, then rows that are gone, then time.
 * Before a first reading there is nothing to be late with.
 */
export function freshnessOf(signs: Signs): Freshness {
  return broken(signs) ?? shrunk(signs) ?? late(signs) ?? { kind: 'fresh' };
}

/** Whether an object lost more than a fifth of its rows, and at least fifty, since its count was last believed. */
export function isDropped({ rows, trusted }: Pick<RowCount, 'rows' | 'trusted'>): boolean {
  const lost = trusted - rows;
  return lost >= FEWEST_LOST && lost * LOST.of > trusted;
}

/** When a reading becomes too old: two hours, or ten readings where they are further apart. */
export function defaultLateAfter(syncSeconds: number): number {
  return Math.max(7_200, 10 * syncSeconds);
}

function broken({ vanished }: Signs): Trouble | undefined {
  if (vanished.length === 0) return undefined;
  const names = listed(vanished.map(({ object, field }) => (field === '' ? object : `${object}.${field}`)));
  const effects = [...new Set(vanished.map(({ effect }) => effect))].slice(0, MOST_NAMED);
  return {
    kind: 'broken-mapping',
    cause: `Salesforce no longer shows ${names}. ${effects.join(' ')}`.trim(),
    remedy:
      'Let the integration user read it again (field-level security, permission set). If it was taken away for good, say that the data is right.',
  };
}

function shrunk({ counts }: Signs): Trouble | undefined {
  const dropped = counts.filter(isDropped);
  if (dropped.length === 0) return undefined;
  const lost = dropped.map(
    ({ object, rows, trusted }) =>
      `${object} fell from ${counted(trusted)} to ${counted(rows)} ${rows === 1n ? 'record' : 'records'}`,
  );
  return {
    kind: 'shrunk',
    cause: `Much of Salesforce is gone at once: ${listed(lost)}.`,
    remedy:
      'Look in Salesforce whether they were deleted by mistake, or hidden from the integration user. If they are gone for good, say that the data is right.',
  };
}

function late({ now, completeAt, lateAfterSeconds, failing }: Signs): Trouble | undefined {
  if (completeAt === null) return undefined;
  if (completeAt.until(now).total('seconds') <= lateAfterSeconds) return undefined;
  const [first] = failing;
  const why = first ? ` Reading ${first.object} fails: ${first.error}` : '';
  return {
    kind: 'late',
    cause: `Salesforce was last read completely more than ${duration(lateAfterSeconds)} ago.${why}`,
    remedy: 'Run npm run attain -- doctor: it says what keeps Salesforce from being read.',
  };
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

function counted(rows: bigint): string {
  return rows.toLocaleString('en-US');
}

/** "2 hours" · "90 minutes" */
function duration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes % 60 !== 0) return `${minutes} minutes`;
  return minutes === 60 ? 'an hour' : `${minutes / 60} hours`;
}
