import { select } from '#salesforce/soql.ts';
import type { Selection } from './description.ts';
import type { StreamedMirror } from './mirror.ts';
import { BEGINNING, type ObjectState, objectState, saveState } from './object-state.ts';
import { readWindow } from './read-window.ts';
import { added, NOTHING, type ObjectSummary, type Run } from './run.ts';
import { nextWatermark, windowEnd } from './watermark.ts';

type There = Extract<Selection, { is: 'there' }>;

/**
 * Reads all rows of an object page by page. Each page is stored together with the position behind it, so that a load
 * that is broken off goes on there. The first load sets the watermark; a repeated one keeps the old, for deletes and
 * changes since then are still to be read.
 */
export async function loadAll(
  run: Run,
  { mirror, selection }: { readonly mirror: StreamedMirror; readonly selection: There },
): Promise<ObjectSummary> {
  const { object } = mirror;
  let state = beginning(run, await objectState(run.store, object.name), selection);
  await saveState(run.store, state);
  const total = await countRows(run, { mirror, selection });
  const end = Temporal.Instant.from(state.window_end ?? '');
  const storing = { ...run, fields: new Set(selection.fields), isLoad: state.watermark === null };
  let summary = NOTHING;
  const window = { object, selection, from: state.resume ?? BEGINNING, end };
  for await (const { records, position } of readWindow(run, window)) {
    state = { ...state, resume: position, rows_read: state.rows_read + BigInt(records.length) };
    const changed = await run.store.transaction(async (tx) => {
      await saveState(tx, state);
      return mirror.write(tx, records, storing);
    });
    summary = added(summary, { read: records.length, changed });
    run.progress?.({ object: object.name, step: 'load', read: Number(state.rows_read), total });
  }
  await saveState(run.store, finished(run, state));
  return summary;
}

/** A load that was broken off goes on if it asked for the same fields; otherwise it begins anew. */
function beginning(run: Run, state: ObjectState, selection: There): ObjectState {
  const described = dependsOn(run, selection);
  const goesOn = state.resume !== null && state.window_end !== null && isSame(state.described, described);
  if (goesOn) return { ...state, state: 'loading', error: null };
  return {
    ...state,
    state: 'loading',
    resume: BEGINNING,
    window_end: windowEnd(run.salesforce.serverTime()).toString(),
    rows_read: 0n,
    described,
    error: null,
  };
}

function finished(run: Run, state: ObjectState): ObjectState {
  const end = Temporal.Instant.from(state.window_end ?? '');
  const first = nextWatermark({ end, covered: undefined, previous: undefined }).toString();
  return {
    ...state,
    state: 'ready',
    resume: null,
    window_end: null,
    watermark: state.watermark ?? first,
    finished_at: run.clock.now().toString(),
  };
}

/** Everything the rows were made from: when any of it changes, all rows are read again. */
export function dependsOn({ facts }: Run, { fields }: There): string[] {
  return [...fields, `zone ${facts.zone}`, `currency ${facts.currency}`];
}

export function isSame(before: readonly string[] | null, now: readonly string[]): boolean {
  return before !== null && before.length === now.length && before.every((item, i) => item === now[i]);
}

/** How many rows there are, for a progress bar only: whatever goes wrong, there is no total. */
async function countRows(
  run: Run,
  { mirror, selection }: { readonly mirror: StreamedMirror; readonly selection: There },
): Promise<number | undefined> {
  if (run.progress === undefined) return undefined;
  const { object } = mirror;
  const where = object.where(new Set(selection.fields));
  const soql = select({ fields: ['Id'], from: object.name, where }).replace('SELECT Id', 'SELECT COUNT()');
  return run.salesforce.count(soql).catch(() => undefined);
}
