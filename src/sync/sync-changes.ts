import { salesforceCode } from '#salesforce/errors.ts';
import type { DeletedSpan } from '#salesforce/answers.ts';
import type { Gone } from './deletions.ts';
import type { Selection } from './description.ts';
import type { Storing, StreamedMirror } from './mirror.ts';
import { type ObjectState, objectState, saveState } from './object-state.ts';
import { readWindow } from './read-window.ts';
import { goneByComparison } from './reconcile.ts';
import { added, NOTHING, type ObjectSummary, type Reach, type Run } from './run.ts';
import { isWithinLog, nextWatermark, OVERLAP, windowEnd } from './watermark.ts';

type There = Extract<Selection, { is: 'there' }>;

interface Changes {
  readonly mirror: StreamedMirror;
  readonly selection: There;
  readonly reach: Reach;
}

/**
 * Reads what changed since the watermark, then what was deleted, and moves the watermark only when all of it is
 * stored. Rows come before deletes: a record that was deleted and brought back is told by its row. A sync that looks
 * only at what changes often leaves the log alone, and the watermark where it is: deleted rows tell of themselves
 * until the recycle bin is emptied, but how far rows are complete is told by the log.
 */
export async function readChanges(run: Run, changes: Changes): Promise<ObjectSummary> {
  const { mirror, selection, reach } = changes;
  const state = await objectState(run.store, mirror.object.name);
  const watermark = Temporal.Instant.from(state.watermark ?? '');
  const end = windowEnd(run.salesforce.serverTime());
  const storing = { ...run, fields: new Set(selection.fields), isLoad: false };
  const rows = await storeRows(changes, { storing, watermark, end });
  if (reach === 'often') {
    await saveState(run.store, finished(run, state, { next: watermark, read: rows.read }));
    return rows;
  }
  const deletes = await storeDeletes(changes, { storing, watermark, end });
  const next = nextWatermark({ end, covered: deletes.covered, previous: watermark });
  await saveState(run.store, finished(run, state, { next, read: rows.read }));
  return added(rows, { deleted: deletes.deleted });
}

interface Span {
  readonly storing: Storing;
  readonly watermark: Temporal.Instant;
  readonly end: Temporal.Instant;
}

async function storeRows(
  { mirror, selection }: Changes,
  { storing, watermark, end }: Span,
): Promise<ObjectSummary> {
  const { object } = mirror;
  const from = { stamp: watermark.toString(), id: '' };
  let summary = NOTHING;
  for await (const { records } of readWindow(storing, { object, selection, from, end })) {
    const changed = await storing.store.transaction((tx) => mirror.write(tx, records, storing));
    summary = added(summary, { read: records.length, changed });
    storing.progress?.({ object: object.name, step: 'changes', read: summary.read, total: undefined });
  }
  return summary;
}

interface Deletes {
  readonly deleted: number;
  /** How far the org's own log is complete; undefined where it was not asked. */
  readonly covered: Temporal.Instant | undefined;
}

async function storeDeletes(changes: Changes, span: Span): Promise<Deletes> {
  const { mirror, selection } = changes;
  const { name, deletes } = mirror.object;
  if (deletes !== 'flag') {
    return { deleted: 0, covered: selection.isReplicated ? await coveredByLog(name, span) : undefined };
  }
  const log = selection.isReplicated ? await deletedLog(name, span) : undefined;
  if (log) {
    const gone = log.deletedRecords.map(({ id, deletedDate }) => ({ id, at: deletedDate.toString() }));
    return { deleted: await dropAll(mirror, gone, span.storing), covered: log.latestDateCovered };
  }
  let deleted = 0;
  for await (const gone of goneByComparison(span.storing, { mirror, selection })) {
    deleted += await dropAll(mirror, gone, span.storing);
  }
  return { deleted, covered: undefined };
}

function dropAll(mirror: StreamedMirror, gone: readonly Gone[], storing: Storing): Promise<number> {
  return storing.store.transaction((tx) => mirror.drop(tx, gone, storing));
}

/** The deletes since the watermark, unless the log does not reach back that far or will not tell. */
async function deletedLog(
  object: string,
  { storing, watermark, end }: Span,
): Promise<DeletedSpan | undefined> {
  if (!isWithinLog(watermark, end)) return undefined;
  const start = watermark.round({ smallestUnit: 'minute', roundingMode: 'floor' });
  const log = await unlessUntold(storing.salesforce.deleted(object, { start, end }));
  return log && Temporal.Instant.compare(log.earliestDateAvailable, start) <= 0 ? log : undefined;
}

/** How far rows of an object without deletes are complete: a transaction still open may bring older ones. */
async function coveredByLog(object: string, { storing, end }: Span): Promise<Temporal.Instant | undefined> {
  const log = await unlessUntold(storing.salesforce.updated(object, { start: end.subtract(OVERLAP), end }));
  return log?.latestDateCovered;
}

/** Answers of the log; undefined where it refuses the span or holds more ids than it tells. */
async function unlessUntold<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (UNTOLD.has(salesforceCode(error) ?? '')) return undefined;
    throw error;
  }
}

const UNTOLD = new Set(['INVALID_REPLICATION_DATE', 'EXCEEDED_ID_LIMIT', 'INVALID_TYPE_FOR_OPERATION']);

function finished(
  run: Run,
  state: ObjectState,
  { next, read }: { readonly next: Temporal.Instant; readonly read: number },
): ObjectState {
  return {
    ...state,
    state: 'ready',
    watermark: next.toString(),
    rows_read: state.rows_read + BigInt(read),
    error: null,
    finished_at: run.clock.now().toString(),
  };
}
