import type { Store } from './store.ts';

/** What a setting is kept as; null where nothing is set. */
export type SettingValue = Readonly<Record<string, string | number | boolean | null>> | null;

/** What is set; null where nothing is. The caller says by a schema what it takes it for. */
export async function readSetting(store: Store, name: string): Promise<SettingValue> {
  const row = await store.db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.value ?? null;
}

/** Keeps a value under a name, whatever stood there before; what people decide goes through `changeSetting`. */
export async function writeSetting(
  store: Store,
  {
    name,
    value,
    by,
    now,
  }: {
    readonly name: string;
    readonly value: object;
    /** A Slack user id, `cli` for the command line, or the part of the product that notes something for itself. */
    readonly by: string;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  const row = { value: JSON.stringify(value), changed_by: by, changed_at: now.toString() };
  await store.db
    .insertInto('setting')
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
}
