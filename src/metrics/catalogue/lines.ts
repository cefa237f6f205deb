import type { Remark } from '#model/figure.ts';
import { waitedBy, type Waited } from '#model/waiting-time.ts';
import type { CountedLine, CountedLines, Ingredients, LineSource } from './metric.ts';

const NONE: CountedLines = { counted: [], missing: [] };

function linesOf({ lines }: Ingredients, source: LineSource): CountedLines {
  return lines[source] ?? NONE;
}

/** The sum of a source's records. */
export function lineSum(given: Ingredients, source: LineSource): bigint {
  return linesOf(given, source).counted.reduce((sum, line) => sum + line.amount, 0n);
}

/** How many records count; one that takes back an earlier one counts against it. */
export function lineCount(given: Ingredients, source: LineSource): bigint {
  return linesOf(given, source).counted.reduce((sum, line) => sum + (line.takesBack ? -1n : 1n), 0n);
}

/** How many records are not over yet. */
export function runningCount(given: Ingredients, source: LineSource): bigint {
  return BigInt(linesOf(given, source).counted.filter((line) => line.isRunning).length);
}

/** The length within which a share of a source's records was over. */
export function lineShare(given: Ingredients, source: LineSource, share: number): Waited | undefined {
  const waits = linesOf(given, source).counted.map((it) => ({ length: it.amount, isRunning: it.isRunning }));
  return waitedBy(share, waits);
}

/** What a sum of records had to leave out, and why. */
export function missingLines(given: Ingredients, source: LineSource): readonly Remark[] {
  return linesOf(given, source).missing.map(({ reason, records }) => ({
    kind: 'missing',
    text: `${records} ${records === 1 ? 'record' : 'records'} left out: ${reason}`,
  }));
}

/** Records for a worked example. */
export function exampleLines(
  amounts: readonly bigint[],
  { currency = '', running = 0 }: { readonly currency?: string; readonly running?: number } = {},
): CountedLines {
  const counted = amounts.map(
    (amount, index): CountedLine => ({ amount, currency, isRunning: index >= amounts.length - running }),
  );
  return { counted, missing: [] };
}
