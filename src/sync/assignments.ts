import { sql } from 'kysely';
import { ALWAYS } from '#salesforce/values.ts';
import type { Store } from '#store/store.ts';

/**
 * Keeps the dated facts who managed whom in which role. A person met for the first time has theirs since ever; a change
 * closes the fact on the local day of the change and opens a new one. Returns the people whose facts changed.
 */
export async function updateAssignments(
  tx: Store,
  personIds: readonly string[],
  { zone, today }: { readonly zone: string; readonly today: string },
): Promise<string[]> {
  if (personIds.length === 0) return [];
  const { rows: moved } = await sql<{ id: string; day: string }>`
    select p.id, least(greatest((p.modified_at at time zone ${zone})::date, a.valid_from), ${today}::date) as day
    from ${tx.table('person')} p
    join ${tx.table('assignment')} a on a.person_id = p.id and a.valid_to is null
    where p.id = any(${[...personIds]}::text[])
      and (p.manager_id, p.role_id) is distinct from (a.manager_id, a.role_id)`.execute(tx.db);
  await closeAndOpen(tx, moved);
  const { rows: met } = await sql<{ id: string }>`
    insert into ${tx.table('assignment')} (person_id, manager_id, role_id, valid_from)
    select p.id, p.manager_id, p.role_id, ${ALWAYS}::date from ${tx.table('person')} p
    where p.id = any(${[...personIds]}::text[])
      and not exists (select from ${tx.table('assignment')} a where a.person_id = p.id)
    returning person_id as id`.execute(tx.db);
  return [...moved, ...met].map(({ id }) => id);
}

async function closeAndOpen(tx: Store, moved: readonly { id: string; day: string }[]): Promise<void> {
  if (moved.length === 0) return;
  const given = sql`unnest(${moved.map((m) => m.id)}::text[], ${moved.map((m) => m.day)}::date[]) as moved (id, day)`;
  await sql`
    update ${tx.table('assignment')} a set valid_to = moved.day from ${given}
    where a.person_id = moved.id and a.valid_to is null and a.valid_from < moved.day`.execute(tx.db);
  // A second change on one day replaces the first: only the last fact of a day lasted.
  await sql`
    insert into ${tx.table('assignment')} as stored (person_id, manager_id, role_id, valid_from)
    select p.id, p.manager_id, p.role_id, moved.day from ${given} join ${tx.table('person')} p on p.id = moved.id
    on conflict (person_id, valid_from)
    do update set manager_id = excluded.manager_id, role_id = excluded.role_id, valid_to = null`.execute(
    tx.db,
  );
  await rejoin(
    tx,
    moved.map((m) => m.id),
  );
}

/** A change that was taken back on its own day leaves two equal facts side by side: they become one again. */
async function rejoin(tx: Store, personIds: readonly string[]): Promise<void> {
  const { rows } = await sql<{ person_id: string; valid_from: string; before: string }>`
    select now.person_id, now.valid_from, before.valid_from as before
    from ${tx.table('assignment')} now
    join ${tx.table('assignment')} before on before.person_id = now.person_id and before.valid_to = now.valid_from
    where now.person_id = any(${[...personIds]}::text[]) and now.valid_to is null
      and (now.manager_id, now.role_id) is not distinct from (before.manager_id, before.role_id)`.execute(
    tx.db,
  );
  for (const row of rows) {
    await tx.db
      .deleteFrom('assignment')
      .where('person_id', '=', row.person_id)
      .where('valid_from', '=', row.valid_from)
      .execute();
    await tx.db
      .updateTable('assignment')
      .set({ valid_to: null })
      .where('person_id', '=', row.person_id)
      .where('valid_from', '=', row.before)
      .execute();
  }
}
