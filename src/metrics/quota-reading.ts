import type { Period } from '#model/period.ts';

/**
 * A quota of one person for one stretch of days, in the smallest units of its currency, or a count. Days are ISO
 * texts, which sort as days do: a board reads thousands of these.
 */
export interface QuotaRow {
  readonly start: string;
  readonly end: string;
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
  const [start, end] = [period.start.toString(), period.end.toString()];
  const inside = rows.filter((row) => start <= row.start && row.end <= end);
  const tiles = tile(start, end, inside.toSorted(preference));
  if (tiles) return total(tiles);
  const touching = rows.filter((row) => row.start < end && start < row.end);
  if (touching.length === 0) return NO_QUOTA;
  return { kind: 'none', reason: `quota covers only ${spans(touching)}`, partial: true };
}

function total(rows: readonly QuotaRow[]): PersonalQuota {
  const amount = rows.reduce((sum, row) => sum + row.amount, 0n);
  return amount > 0n ? { kind: 'quota', amount, rows } : NO_QUOTA;
}

/** Rows that follow each other from start to end; of several ways the first by preference. */
function tile(start: string, end: string, rows: readonly QuotaRow[]): readonly QuotaRow[] | undefined {
  if (start === end) return [];
  for (const row of rows) {
    if (row.start !== start) continue;
    const rest = tile(row.end, end, rows);
    if (rest) return [row, ...rest];
  }
  return undefined;
}

/** From a file before from Salesforce; the longest first. */
function preference(a: QuotaRow, b: QuotaRow): number {
  if (a.source !== b.source) return a.source === 'csv' ? -1 : 1;
  return compare(b.end, a.end);
}

function spans(rows: readonly QuotaRow[]): string {
  const runs: { start: string; end: string }[] = [];
  for (const { start, end } of rows.toSorted((a, b) => compare(a.start, b.start))) {
    const last = runs.at(-1);
    if (last && start <= last.end) last.end = last.end < end ? end : last.end;
    else runs.push({ start, end });
  }
  return runs.map((run) => `${run.start} to ${dayBefore(run.end)}`).join(' and ');
}

function dayBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
