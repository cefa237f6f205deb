import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { toMinor } from './exact.ts';
import type { CsvRow, OrgTables } from './org-tables.ts';
import type { Span } from './facts.ts';

/** One person's bookings quota for days [start, end). */
export interface QuotaFact extends Span {
  readonly personId: string;
  readonly amount: bigint;
}

/** The quotas an org keeps in Salesforce: a row's days are those of its period. */
export function readQuotas(org: OrgTables): readonly QuotaFact[] {
  const periods = org.rows('Period').toSorted((a, b) => length(b) - length(a));
  const periodOf = (row: CsvRow) =>
    periods.find((it) => it['Id'] === row['PeriodId']) ??
    periods.findLast((it) => it['StartDate'] === row['StartDate']);
  return org.rows('ForecastingQuota').flatMap((row) => {
    const period = periodOf(row);
    if (!period || !row['QuotaAmount'] || row['IsAmount'] === 'false') return [];
    return {
      personId: row['QuotaOwnerId'] ?? '',
      start: period['StartDate'] ?? '',
      end: dayAfter(period['EndDate'] ?? ''),
      amount: toMinor(row['QuotaAmount'], org.decimals),
    };
  });
}

/** Quotas of a file with the columns rep_email,period,metric,amount; periods as 2017, 2017-Q4 or 2017-10. */
export function readQuotaFile(path: string, org: OrgTables): readonly QuotaFact[] {
  const rows: CsvRow[] = parse(readFileSync(path), { columns: true, bom: true });
  const idOf = new Map(org.rows('User').map((it) => [(it['Email'] ?? '').toLowerCase(), it['Id'] ?? '']));
  return rows
    .filter((row) => row['metric'] === 'bookings')
    .map((row) => ({
      personId: idOf.get((row['rep_email'] ?? '').toLowerCase()) ?? '',
      ...spanNamed(row['period'] ?? ''),
      amount: toMinor(row['amount'] ?? '', org.decimals),
    }));
}

function spanNamed(name: string): Span {
  const [, year = '', quarter, month] = /^(\d{4})(?:-Q([1-4])|-(\d{2}))?$/.exec(name) ?? [];
  const first = quarter ? Number(quarter) * 3 - 2 : Number(month ?? 1);
  const start = Temporal.PlainDate.from({ year: Number(year), month: first, day: 1 });
  return { start: start.toString(), end: start.add({ months: quarter ? 3 : month ? 1 : 12 }).toString() };
}

function length(period: CsvRow): number {
  return Date.parse(period['EndDate'] ?? '') - Date.parse(period['StartDate'] ?? '');
}

function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}

/** What everyone whose rows fill the span exactly is to reach, by person. */
export function quotasOf(facts: readonly QuotaFact[], span: Span): ReadonlyMap<string, bigint> {
  const found = new Map<string, bigint>();
  for (const [personId, own] of Map.groupBy(facts, (it) => it.personId)) {
    const amount = filling(own, span);
    if (amount !== undefined) found.set(personId, amount);
  }
  return found;
}

function filling(facts: readonly QuotaFact[], span: Span): bigint | undefined {
  const whole = facts.find((it) => it.start === span.start && it.end === span.end);
  if (whole) return whole.amount;
  let [day, sum] = [span.start, 0n];
  while (day < span.end) {
    const next = facts.find((it) => it.start === day && it.end <= span.end);
    if (!next) return undefined;
    [day, sum] = [next.end, sum + next.amount];
  }
  return sum;
}
