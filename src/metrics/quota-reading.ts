import type { Day } from '#lib/days.ts';
import type { Period } from '#model/period.ts';

/** A quota of one person for one stretch of days, in the smallest units of its currency, or a count. */
export interface QuotaRow {
  readonly start: Day;
  readonly end: Day;
  readonly amount: bigint;
  readonly source: 'salesforce' | 'csv';
}

export type PersonalQuota =
  | { readonly kind: 'quota'; readonly amount: bigint; readonly rows: readonly QuotaRow[] }
  | { readonly kind: 'none'; readonly reason: string; readonly partial: boolean };

const NO_QUOTA: PersonalQuota = { kind: 'none', reason: 'no quota', partial: false };

/**
 * The quota of a person for exactly a period: its own row, else the sum of rows that tile it without gap or overlap.
 * A quota from a file takes precedence over Salesforce's. A part is never spread over the whole, nor a whole cut.
 */
export function quotaFor(period: Period, rows: readonly QuotaRow[]): PersonalQuota {
  const inside = rows.filter((row) => notAfter(period.start, row.start) && notAfter(row.end, period.end));
  const tiles = tile(period.start, period.end, inside.toSorted(preference));
  if (tiles) return total(tiles);
  const touching = rows.filter((row) => before(row.start, period.end) && before(period.start, row.end));
  if (touching.length === 0) return NO_QUOTA;
  return { kind: 'none', reason: `quota covers only ${spans(touching)}`, partial: true };
}

function total(rows: readonly QuotaRow[]): PersonalQuota {
  const amount = rows.reduce((sum, row) => sum + row.amount, 0n);
  return amount > 0n ? { kind: 'quota', amount, rows } : NO_QUOTA;
}

/** Rows that follow each other from start to end; of several ways the first by preference. */
function tile(start: Day, end: Day, rows: readonly QuotaRow[]): readonly QuotaRow[] | undefined {
  if (start.equals(end)) return [];
  for (const row of rows) {
    if (!row.start.equals(start)) continue;
    const rest = tile(row.end, end, rows);
    if (rest) return [row, ...rest];
  }
  return undefined;
}

/** From a file before from Salesforce; the longest first. */
function preference(a: QuotaRow, b: QuotaRow): number {
  if (a.source !== b.source) return a.source === 'csv' ? -1 : 1;
  return Temporal.PlainDate.compare(b.end, a.end);
}

function spans(rows: readonly QuotaRow[]): string {
  const sorted = rows.toSorted((a, b) => Temporal.PlainDate.compare(a.start, b.start));
  const runs: { start: Day; end: Day }[] = [];
  for (const { start, end } of sorted) {
    const last = runs.at(-1);
    if (last && notAfter(start, last.end)) last.end = before(last.end, end) ? end : last.end;
    else runs.push({ start, end });
  }
  return runs.map((run) => `${run.start} to ${run.end.subtract({ days: 1 })}`).join(' and ');
}

function before(a: Day, b: Day): boolean {
  return Temporal.PlainDate.compare(a, b) < 0;
}

function notAfter(a: Day, b: Day): boolean {
  return !before(b, a);
}
