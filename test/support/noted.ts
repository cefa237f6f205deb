import type { Store } from '#store/store.ts';

/** What the audit holds, oldest first, without the moments. */
export async function noted(store: Store) {
  const lines = await store.db
    .selectFrom('audit_entry')
    .select(['actor', 'action', 'subject', 'detail'])
    .orderBy('seq')
    .execute();
  return lines.map((line) => ({ ...line, detail: JSON.parse(line.detail) }));
}
