import type { Store } from '#store/store.ts';

/** A field, an object or a record that cannot be read, and what suffers. An empty field means the whole object. */
export interface Gap {
  readonly object: string;
  readonly field: string;
  readonly effect: string;
}

/** Everything that is known to be missing, for doctor and for remarks on figures. */
export async function readGaps(store: Store): Promise<Gap[]> {
  return store.db.selectFrom('sync_gap').selectAll().orderBy('object').orderBy('field').execute();
}

/** Makes `gaps` the only ones of `object` among the named fields; gaps of other fields stay. */
export async function replaceGaps(
  store: Store,
  object: string,
  { among, gaps }: { readonly among: readonly string[]; readonly gaps: readonly Omit<Gap, 'object'>[] },
): Promise<void> {
  if (among.length === 0) return;
  const fields = gaps.map(({ field }) => field);
  await store.db
    .deleteFrom('sync_gap')
    .where('object', '=', object)
    .where((where) => where('field', '=', where.fn.any(where.val([...among]))))
    .$if(fields.length > 0, (rows) => rows.where('field', 'not in', fields))
    .execute();
  for (const { field, effect } of gaps) {
    await store.db
      .insertInto('sync_gap')
      .values({ object, field, effect })
      .onConflict((conflict) => conflict.columns(['object', 'field']).doUpdateSet({ effect }))
      .execute();
  }
}
