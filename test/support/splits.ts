import type { Store } from '#store/store.ts';

const TYPES = {
  revenue: { name: 'Revenue', is_total_validated: true },
  overlay: { name: 'Overlay', is_total_validated: false },
  services: { name: 'Services', is_total_validated: false },
} as const;

export interface Part {
  readonly of: keyof typeof TYPES;
  readonly person: string;
  readonly percentage: string;
}

/** Makes these the splits of a deal, as a sync would leave them. */
export async function putSplits(store: Store, dealId: string, parts: readonly Part[]): Promise<void> {
  for (const [id, type] of Object.entries(TYPES)) {
    const row = { id, label: type.name, field: 'Amount', is_active: true, ...type };
    await store.db
      .insertInto('split_type')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }
  await store.db.deleteFrom('deal_split').where('opportunity_id', '=', dealId).execute();
  for (const [n, { of, person, percentage }] of parts.entries()) {
    const values = {
      id: `${dealId}-${n}`,
      opportunity_id: dealId,
      person_id: person,
      split_type_id: of,
      percentage,
      is_deleted: false,
      modified_at: '2025-06-01T00:00:00Z',
    };
    await store.db.insertInto('deal_split').values(values).execute();
  }
  await store.db.insertInto('changed_record').values({ object: 'opportunity', record_id: dealId }).execute();
}

/** Puts somebody on the team of a deal. */
export async function putMember(
  store: Store,
  dealId: string,
  { person, role }: { readonly person: string; readonly role: string },
): Promise<void> {
  await store.db
    .insertInto('deal_team_member')
    .values({
      id: `${dealId}-${person}-${role}`,
      opportunity_id: dealId,
      person_id: person,
      role,
      is_deleted: false,
      modified_at: '2025-06-01T00:00:00Z',
    })
    .execute();
  await store.db.insertInto('changed_record').values({ object: 'opportunity', record_id: dealId }).execute();
}
