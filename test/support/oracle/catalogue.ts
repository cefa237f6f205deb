import { divide, fixed, toMinor } from './exact.ts';
import { ratio, rounded, sumDays, total, type Asked, type Deal } from './facts.ts';
import type { CsvRow, OrgTables } from './org-tables.ts';
import { percentile } from './stays.ts';

const CATEGORIES: Readonly<Record<string, string>> = {
  forecast_pipeline: 'Pipeline',
  forecast_best_case: 'Best Case',
  forecast_most_likely: 'Most Likely',
  forecast_commit: 'Commit',
};

/** What the files do not say, or say only together with a working calendar or dated people. */
const UNKNOWN = new Set([
  'first_response_minutes',
  'first_response_p90_minutes',
  'followup_cadence',
  'revenue_per_person',
  'turnover',
]);

/** Whether the oracle has an answer of its own. */
export function isKnown(metric: string): boolean {
  return !UNKNOWN.has(metric);
}

/** The figures of the whole catalogue that are no plain sum of closed deals. */
export function answerMore(metric: string, asked: Asked): string {
  const { facts, span, org } = asked;
  const inSpan = (day: string) => span.start <= day && day < span.end;
  const created = facts.created.filter((it) => inSpan(it.createdOn));
  const deals = facts.deals.filter((it) => inSpan(it.closeOn));
  const won = deals.filter((it) => it.isClosed && it.isWon);
  const open = deals.filter((it) => !it.isClosed);
  const stays = facts.stays.filter((it) => inSpan(it.from));
  // People have quotas for bookings only.
  if (metric.startsWith('attainment_')) return '';
  const category = CATEGORIES[metric];
  if (category)
    return money(
      total(
        counted(
          open.filter((it) => it.category === category),
          org,
        ),
      ),
      org,
    );
  switch (metric) {
    case 'opportunities_created':
      return String(created.length);
    case 'win_rate_cohort':
      return share(created.filter((it) => it.isClosed && it.isWon).length, created.length);
    case 'open_deals':
      return String(open.length);
    case 'coverage_whole': {
      const due = counted(open, org).filter((it) => it.closeOn >= org.today);
      return asked.quota() ? ratio(total(due), asked.quota() ?? 1n) : '';
    }
    case 'needed_coverage':
      return needed(deals, org);
    case 'sales_velocity':
      return velocity(deals, org);
    // None of these companies shares deals out.
    case 'overlay_bookings':
      return money(0n, org);
    case 'forecast_closed':
      return money(total(counted(won, org)), org);
    case 'touch_points':
      return String(facts.activities.filter((it) => inSpan(it.day) && it.day <= org.today).length);
    case 'meetings_booked':
      return String(facts.booked.filter((it) => inSpan(it.createdOn)).length);
    case 'time_in_stage':
      return percentile(stays, 0.5);
    case 'time_in_stage_p80':
      return percentile(stays, 0.8);
    case 'stage_conversion': {
      const first = stays.filter((it) => it.isFirst);
      return share(first.filter((it) => it.wentOn).length, first.length);
    }
    case 'units':
      return units(won, org);
    case 'margin':
      return margin(won, org);
    case 'profit':
      return won.length > 0 ? '' : money(0n, org);
    case 'customer_score':
      return '';
    default:
      throw new Error(`the oracle does not know ${metric}`);
  }
}

function needed(deals: readonly Deal[], org: OrgTables): string {
  const closed = counted(deals, org).filter((it) => it.isClosed);
  const won = total(closed.filter((it) => it.isWon));
  return won <= 0n ? '' : ratio(total(closed), won);
}

function velocity(deals: readonly Deal[], org: OrgTables): string {
  const closed = deals.filter((it) => it.isClosed);
  const won = closed.filter((it) => it.isWon);
  const paid = counted(won, org);
  const days = sumDays(won);
  if (paid.length === 0 || days <= 0n) return '';
  const n = (list: readonly Deal[]) => BigInt(list.length);
  const top = n(deals.filter((it) => !it.isClosed)) * total(paid) * n(won) * n(won);
  return money(rounded(top, n(paid) * n(closed) * days), org);
}

const linesOf = new WeakMap<OrgTables, ReadonlyMap<string, readonly CsvRow[]>>();

function productLines(deal: Deal, org: OrgTables): readonly CsvRow[] {
  const known =
    linesOf.get(org) ??
    Map.groupBy(
      org.rows('OpportunityLineItem').filter((row) => row['IsDeleted'] !== 'true'),
      (row) => row['OpportunityId'] ?? '',
    );
  linesOf.set(org, known);
  return known.get(deal.id) ?? [];
}

function units(won: readonly Deal[], org: OrgTables): string {
  const pieces = won.map((deal) => {
    const hundredths = productLines(deal, org).reduce(
      (sum, row) => sum + toMinor(row['Quantity'] || '0', 2),
      0n,
    );
    return BigInt(divide(hundredths, 100n, 0));
  });
  return String(pieces.reduce((sum, it) => sum + it, 0n));
}

/** Amount − cost of the deals whose lines all have a cost and come to the amount within 0.01 a unit. */
function margin(won: readonly Deal[], org: OrgTables): string {
  const complete = counted(won, org).flatMap((deal) => {
    const rows = productLines(deal, org);
    if (rows.length === 0 || rows.some((row) => !row['LineCost__c'])) return [];
    // Quantities and prices have at most two decimals: their products are exact in ten-thousandths.
    const revenue = rows.reduce((sum, row) => sum + priceOf(row), 0n);
    const tolerance = rows.reduce((sum, row) => sum + toMinor(row['Quantity'] || '0', 2), 0n);
    const off = revenue - (deal.amount ?? 0n) * 100n;
    if ((off < 0n ? -off : off) > tolerance) return [];
    const cost = rows.reduce((sum, row) => sum + toMinor(row['LineCost__c'] ?? '', 4), 0n);
    return [(deal.amount ?? 0n) - BigInt(divide(cost, 100n, 0))];
  });
  if (complete.length === 0 && won.length > 0) return '';
  return money(
    complete.reduce((sum, it) => sum + it, 0n),
    org,
  );
}

function priceOf(row: CsvRow): bigint {
  if (row['TotalPrice']) return toMinor(row['TotalPrice'], 4);
  return toMinor(row['Quantity'] || '0', 2) * toMinor(row['UnitPrice'] || '0', 2);
}

function counted(deals: readonly Deal[], org: OrgTables): readonly Deal[] {
  return deals.filter((it) => it.amount !== undefined && it.currency === org.currency);
}

function share(part: number, whole: number): string {
  return whole === 0 ? '' : ratio(BigInt(part), BigInt(whole));
}

function money(minor: bigint, org: OrgTables): string {
  return fixed(minor, org.decimals);
}
