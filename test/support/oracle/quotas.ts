import { toMinor } from './exact.ts';
import type { OrgTables } from './org-tables.ts';
import type { Span } from './oracle.ts';

/** One person's bookings quota for days [start, end). */
export interface QuotaFact extends Span {
  readonly personId: string;
  readonly amount: bigint;
}

/** The quotas an org keeps in Salesforce: a row's days are those of its period. */
export function readQuotas(org: OrgTables): readonly QuotaFact[] {
  const periods = new Map(org.rows('Period').map((row) => [row['Id'] ?? '', row]));
  return org.rows('ForecastingQuota').flatMap((row) => {
    const period = periods.get(row['PeriodId'] ?? '');
    if (!period || !row['QuotaAmount']) return [];
    const end = Temporal.PlainDate.from(period['EndDate'] ?? '').add({ days: 1 });
    return {
      personId: row['QuotaOwnerId'] ?? '',
      start: period['StartDate'] ?? '',
      end: end.toString(),
      amount: toMinor(row['QuotaAmount'], org.decimals),
    };
  });
}

/** The sum over everyone whose rows fill the span exactly; undefined when there is no one, or nothing to reach. */
export function quotaOf(facts: readonly QuotaFact[], span: Span): bigint | undefined {
  let sum = 0n;
  for (const own of Map.groupBy(facts, (it) => it.personId).values()) sum += filling(own, span) ?? 0n;
  return sum > 0n ? sum : undefined;
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
