import { selectFields } from './description.ts';
import type { WholeMirror } from './mirror.ts';
import { objectState, saveState } from './object-state.ts';
import { readWhole } from './read-whole.ts';
import { NOTHING, type ObjectSummary, type Run } from './run.ts';

/** Reads a small object whole and makes the store equal to it, in one transaction. */
export async function syncWhole(run: Run, { object, replace }: WholeMirror): Promise<ObjectSummary> {
  const selection = await selectFields(run, object);
  if (selection.is === 'absent') return NOTHING;
  const records = await readWhole(run, object, selection);
  return run.store.transaction(async (tx) => {
    const state = await objectState(tx, object.name);
    const isLoad = state.finished_at === null;
    const stored = await replace(tx, records, { ...run, fields: new Set(selection.fields), isLoad });
    await saveState(tx, {
      ...state,
      state: 'ready',
      described: [...selection.fields],
      rows_read: BigInt(records.length),
      error: null,
      finished_at: run.clock.now().toString(),
    });
    run.progress?.({ object: object.name, step: 'load', read: records.length, total: records.length });
    return { read: records.length, ...stored };
  });
}
