import { z } from 'zod';
import { select } from '#salesforce/soql.ts';
import { row } from '#salesforce/values.ts';
import type { Gone } from './deletions.ts';
import type { Selection } from './description.ts';
import type { StreamedMirror } from './mirror.ts';
import type { Run } from './run.ts';

const WithId = z.object({ Id: row.id });

/**
 * Finds deleted records by comparing all ids, where the log of deletes does not reach. Only the org's ids are held in
 * memory (some 100 bytes each); stored ones pass by in batches.
 */
export async function* goneByComparison(
  run: Run,
  {
    mirror,
    selection,
  }: { readonly mirror: StreamedMirror; readonly selection: Extract<Selection, { is: 'there' }> },
): AsyncGenerator<readonly Gone[]> {
  if (mirror.liveIds === undefined) return;
  run.log.info(
    { object: mirror.object.name },
    'comparing all ids: the log of deletes does not reach back far enough',
  );
  const there = new Set<string>();
  const isLive = selection.fields.includes('IsDeleted') ? ['IsDeleted = false'] : [];
  const where = [...mirror.object.where(new Set(selection.fields)), ...isLive];
  // queryAll: a plain query hides archived activities, which still count.
  const soql = select({ fields: ['Id'], from: mirror.object.name, where, orderBy: ['Id'] });
  for await (const records of run.salesforce.pages(soql, { all: true })) {
    for (const record of records) there.add(WithId.parse(record).Id);
  }
  for (let after = ''; ; ) {
    const ids = await mirror.liveIds(run.store, after);
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
    const gone = ids.filter((id) => !there.has(id)).map((id) => ({ id, at: null }));
    if (gone.length > 0) yield gone;
  }
}
