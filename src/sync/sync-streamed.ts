import { type Selection, selectFields } from './description.ts';
import type { StreamedMirror } from './mirror.ts';
import { BEGINNING, isLoading, objectState, saveState } from './object-state.ts';
import { wholeQuery } from './read-whole.ts';
import { goneByComparison } from './reconcile.ts';
import { added, NOTHING, type ObjectSummary, type Run } from './run.ts';
import { dependsOn, isSame, loadAll } from './sync-load.ts';

type There = Extract<Selection, { is: 'there' }>;

/** An object read as far as a load goes; `changes` are still to be read where it was loaded before. */
export interface Loaded {
  readonly summary: ObjectSummary;
  readonly changes: There | undefined;
}

/** Loads an object that has never been read, was broken off, or now shows other fields than it did. */
export async function loadIfNeeded(run: Run, mirror: StreamedMirror): Promise<Loaded> {
  const { object } = mirror;
  const selection = await selectFields(run, object);
  if (selection.is === 'absent') return { summary: NOTHING, changes: undefined };
  // An object without stamps tells no changes: it is read whole each time.
  if (!selection.fields.includes('SystemModstamp')) {
    return { summary: await readAllAgain(run, mirror, selection), changes: undefined };
  }
  const state = await objectState(run.store, object.name);
  const isOther = !isSame(state.described, dependsOn(run, selection));
  if (!isLoading(state) && !isOther) return { summary: NOTHING, changes: selection };
  if (isOther && state.watermark !== null) {
    run.log.info(
      { object: object.name },
      'its fields, or what its rows depend on, changed: reading all rows again',
    );
    await saveState(run.store, { ...state, resume: BEGINNING, window_end: null });
  }
  const summary = await loadAll(run, { mirror, selection });
  return { summary, changes: state.watermark === null ? undefined : selection };
}

async function readAllAgain(run: Run, mirror: StreamedMirror, selection: There): Promise<ObjectSummary> {
  const { object } = mirror;
  const state = await objectState(run.store, object.name);
  const isLoad = state.finished_at === null;
  const storing = { ...run, fields: new Set(selection.fields), isLoad };
  let summary = NOTHING;
  for await (const records of run.salesforce.pages(wholeQuery(object, selection), { all: true })) {
    const changed = await run.store.transaction((tx) => mirror.write(tx, records, storing));
    summary = added(summary, { read: records.length, changed });
    run.progress?.({ object: object.name, step: 'load', read: summary.read, total: undefined });
  }
  if (!isLoad) {
    for await (const gone of goneByComparison(run, { mirror, selection })) {
      const deleted = await run.store.transaction((tx) => mirror.drop(tx, gone, storing));
      summary = added(summary, { deleted });
    }
  }
  await saveState(run.store, {
    ...state,
    state: 'ready',
    described: dependsOn(run, selection),
    rows_read: BigInt(summary.read),
    error: null,
    finished_at: run.clock.now().toString(),
  });
  return summary;
}
