import { ApiError } from '#sandbox/salesforce/org/api-error.ts';
import { stampOf } from '#sandbox/salesforce/org/stamp.ts';
import type { Row, Table } from '#sandbox/salesforce/org/table.ts';
import { objectNamed } from './addressed.ts';
import { json, type ApiRequest, type Reply } from './exchange.ts';
import type { Platform } from './platform.ts';

/** How far back each call reaches. */
const UPDATED_DAYS = 30;
const DELETED_DAYS = 15;

/** GET /sobjects/X/updated?start=&end=: the ids of records created or changed in the span. */
export function answerUpdated(platform: Platform, request: ApiRequest, name: string): Reply {
  const { table, window, latestDateCovered } = readSpan(platform, request, { name, days: UPDATED_DAYS });
  const ids = changedIn(table, window)
    .filter((row) => !isDeleted(table, row))
    .map((row) => table.idOf(row));
  refuseTooMany(ids.length, platform);
  return json({ ids, latestDateCovered });
}

/** GET /sobjects/X/deleted?start=&end=: the records deleted in the span, those emptied from the bin as well. */
export function answerDeleted(platform: Platform, request: ApiRequest, name: string): Reply {
  const { table, window, latestDateCovered } = readSpan(platform, request, { name, days: DELETED_DAYS });
  const inBin = changedIn(table, window)
    .filter((row) => isDeleted(table, row))
    .map((row) => ({ id: table.idOf(row), deletedDate: table.cell(row, 'SystemModstamp') }));
  const emptied = platform.org
    .purgedOf(table)
    .filter(({ deletedAt }) => deletedAt >= window.from && deletedAt < window.until)
    .map(({ id, deletedAt }) => ({ id, deletedDate: deletedAt }));
  const deletedRecords = [...inBin, ...emptied];
  refuseTooMany(deletedRecords.length, platform);
  const earliestDateAvailable = stampOf(platform.clock.now().subtract({ hours: 24 * DELETED_DAYS }));
  return json({ deletedRecords, earliestDateAvailable, latestDateCovered });
}

interface Span {
  readonly table: Table;
  readonly window: { readonly from: string; readonly until: string };
  readonly latestDateCovered: string;
}

/**
 * Seconds are ignored; the end must be later than the start, and the start not older than the log. What a still open
 * transaction may yet bring is not covered.
 */
function readSpan(
  platform: Platform,
  { search }: ApiRequest,
  { name, days }: { readonly name: string; readonly days: number },
): Span {
  const table = objectNamed(platform.org, name);
  if (!table.spec.hasModstamp) {
    throw new ApiError('INVALID_TYPE_FOR_OPERATION', `${table.name} is not replicateable`);
  }
  const now = platform.clock.now();
  const start = readMinute(search.get('start'), 'start');
  const end = readMinute(search.get('end'), 'end');
  if (Temporal.Instant.compare(start, end) >= 0)
    throw badDate('endDate must be later than startDate by a minute or more');
  if (now.since(start).total('hours') > 24 * days)
    throw badDate(`startDate is more than ${days} days in the past`);
  const limits = [end, now, platform.org.late.oldestStart()].filter((limit) => limit !== undefined);
  const covered = limits.reduce((a, b) => (Temporal.Instant.compare(a, b) <= 0 ? a : b));
  return {
    table,
    window: { from: stampOf(start), until: stampOf(end) },
    latestDateCovered: stampOf(covered),
  };
}

function readMinute(text: string | null, name: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text ?? '').round({ smallestUnit: 'minute', roundingMode: 'floor' });
  } catch {
    throw badDate(`${name} is not a date and time: ${text ?? 'missing'}`);
  }
}

function badDate(message: string): ApiError {
  return new ApiError('INVALID_REPLICATION_DATE', message);
}

function changedIn(table: Table, { from, until }: Span['window']): readonly Row[] {
  return [...table.changedBetween(from, until)];
}

function isDeleted(table: Table, row: Row): boolean {
  return table.cell(row, 'IsDeleted') === 'true';
}

function refuseTooMany(count: number, { replicationIdLimit }: Platform): void {
  if (count <= replicationIdLimit) return;
  throw new ApiError(
    'EXCEEDED_ID_LIMIT',
    `exceeded the limit of ${replicationIdLimit} ids; ask for a shorter span`,
  );
}
