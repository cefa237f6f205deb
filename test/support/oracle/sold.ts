import { divide, toMinor } from './exact.ts';
import type { Deal } from './facts.ts';
import type { CsvRow, OrgTables } from './org-tables.ts';

/** Pieces on a deal's product lines, to the nearest whole one; undefined where it has none. */
export function unitsOf(deal: Deal, org: OrgTables): bigint | undefined {
  const rows = productLines(deal, org);
  if (rows.length === 0) return undefined;
  const hundredths = rows.reduce((sum, row) => sum + toMinor(row['Quantity'] || '0', 2), 0n);
  return BigInt(divide(hundredths, 100n, 0));
}

/** Amount − cost of a deal whose lines all have a cost and reach the amount within 0.01 a unit; undefined of another. */
export function marginOf(deal: Deal, org: OrgTables): bigint | undefined {
  const rows = productLines(deal, org);
  if (deal.amount === undefined || rows.length === 0 || rows.some((row) => !row['LineCost__c']))
    return undefined;
  // Quantities and prices have at most two decimals: their products are exact in ten-thousandths.
  const revenue = rows.reduce((sum, row) => sum + priceOf(row), 0n);
  const tolerance = rows.reduce((sum, row) => sum + toMinor(row['Quantity'] || '0', 2), 0n);
  if (revenue + tolerance < deal.amount * 100n) return undefined;
  const cost = rows.reduce((sum, row) => sum + toMinor(row['LineCost__c'] ?? '', 4), 0n);
  return deal.amount - BigInt(divide(cost, 100n, 0));
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

function priceOf(row: CsvRow): bigint {
  if (row['TotalPrice']) return toMinor(row['TotalPrice'], 4);
  return toMinor(row['Quantity'] || '0', 2) * toMinor(row['UnitPrice'] || '0', 2);
}
