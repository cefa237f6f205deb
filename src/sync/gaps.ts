import type { Store } from '#store/store.ts';

/** A field, an object or a record that cannot be read, and what suffers. An empty field means the whole object. */
export interface Gap {
  readonly object: string;
  readonly field: string;
  readonly effect: string;
}

interface NewGap extends Omit<Gap, 'object'> {
  /** Now, for something that had been there until now. */
  readonly vanishedAt?: Temporal.Instant | undefined;
}

/** Everything that is known to be missing, for doctor and for remarks on figures. */
export async function readGaps(store: Store): Promise<Gap[]> {
  return store.db
    .selectFrom('sync_gap')
    .select(['object', 'field', 'effect'])
    .orderBy('object')
    .orderBy('field')
    .execute();
}

/** Makes `gaps` the only ones of `object` among the named fields; gaps of other fields stay. */
export async function replaceGaps(
  store: Store,
  object: string,
  { among, gaps }: { readonly among: readonly string[]; readonly gaps: readonly NewGap[] },
): Promise<void> {
  if (among.length === 0) return;
  const fields = gaps.map(({ field }) => field);
  await store.db
    .deleteFrom('sync_gap')
    .where('object', '=', object)
    .where((where) => where('field', '=', where.fn.any(where.val([...among]))))
    .$if(fields.length > 0, (rows) => rows.where('field', 'not in', fields))
    .execute();
  for (const { field, effect, vanishedAt } of gaps) {
    await store.db
      .insertInto('sync_gap')
      .values({ object, field, effect, vanished_at: vanishedAt?.toString() ?? null })
      .onConflict((conflict) => conflict.columns(['object', 'field']).doUpdateSet({ effect }))
      .execute();
  }
}
