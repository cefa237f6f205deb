import { localDay } from './activities.ts';
import type { CsvRow, OrgTables } from './org-tables.ts';

/** One stay of a deal in an open stage, in local days. */
export interface Stay {
  readonly deal: string;
  readonly from: string;
  readonly days: number;
  readonly isRunning: boolean;
  readonly wentOn: boolean;
  readonly isFirst: boolean;
}

/** The stays of each deal by its OpportunityHistory rows; one without any is where it has been since it was created. */
export function readStays(org: OrgTables): ReadonlyMap<string, readonly Stay[]> {
  const stages = new Map(
    org.rows('OpportunityStage').map((row) => [row['ApiName'] || row['MasterLabel'] || '', row]),
  );
  const rows = Map.groupBy(org.rows('OpportunityHistory'), (row) => row['OpportunityId'] ?? '');
  for (const row of org.rows('Opportunity')) if (!rows.has(row['Id'] ?? '')) rows.set(row['Id'] ?? '', [row]);
  const closed = new Set(
    org
      .rows('Opportunity')
      .filter((row) => (row['IsClosed'] ?? stages.get(row['StageName'] ?? '')?.['IsClosed']) === 'true')
      .map((row) => row['Id'] ?? ''),
  );
  return new Map(
    [...rows].map(([id, own]) => [id, staysOf(own, { id, org, stages, isClosed: closed.has(id) })]),
  );
}

function staysOf(
  rows: readonly CsvRow[],
  given: {
    readonly id: string;
    readonly org: OrgTables;
    readonly stages: ReadonlyMap<string, CsvRow>;
    readonly isClosed: boolean;
  },
): readonly Stay[] {
  const { id, org, stages, isClosed } = given;
  const at = (row: CsvRow) => `${Date.parse(row['CreatedDate'] ?? '')} ${row['Id']}`.padStart(40, '0');
  const sorted = rows.toSorted((a, b) => (at(a) < at(b) ? -1 : 1));
  const changes = sorted.filter((row, index) => row['StageName'] !== sorted[index - 1]?.['StageName']);
  const day = (row: CsvRow) => localDay(row['CreatedDate'] ?? '', org.zone);
  const order = (row: CsvRow) => Number(stages.get(row['StageName'] ?? '')?.['SortOrder']);
  const is = (row: CsvRow, what: string) => stages.get(row['StageName'] ?? '')?.[what] === 'true';
  return changes.flatMap((row, index) => {
    if (is(row, 'IsClosed')) return [];
    const later = changes.slice(index + 1);
    const end = later[0] ? day(later[0]) : org.today;
    return [
      {
        deal: id,
        from: day(row),
        days: Math.max(0, Math.round((Date.parse(end) - Date.parse(day(row))) / 86_400_000)),
        isRunning: later.length === 0 && !isClosed,
        wentOn: later.some(
          (next) => is(next, 'IsWon') || (!is(next, 'IsClosed') && order(next) > order(row)),
        ),
        isFirst: !changes.slice(0, index).some((earlier) => earlier['StageName'] === row['StageName']),
      },
    ];
  });
}

/** What takes a while, or has taken so far. */
type Length = Pick<Stay, 'days' | 'isRunning'>;

/** The length at which the share of stays that are over reaches `share`, running ones counted as longer; '' if never. */
export function percentile(stays: readonly Length[], share: number): string {
  const lengths = [...new Set(stays.filter((it) => !it.isRunning).map((it) => it.days))].sort(
    (a, b) => a - b,
  );
  let staying = 1;
  for (const length of lengths) {
    const atRisk = stays.filter((it) => it.days >= length).length;
    const ended = stays.filter((it) => !it.isRunning && it.days === length).length;
    staying -= (staying * ended) / atRisk;
    if (staying <= 1 - share + 1e-9) return String(length);
  }
  return '';
}
