import { must } from '#lib/errors.ts';
import type { Store } from '#store/store.ts';
import type { Colleague } from '#sides/slack-team.ts';

/** Everyone active in the company's Salesforce, with how many people report to them. */
export async function colleaguesOf(store: Store): Promise<{
  readonly people: readonly Colleague[];
  readonly organization: { readonly name: string; readonly timeZone: string };
}> {
  const organization = await store.db
    .selectFrom('organization')
    .select(['name', 'time_zone'])
    .executeTakeFirst();
  const { name, time_zone } = must(organization, 'the organization of a store that was read');
  const rows = await store.db
    .selectFrom('person')
    .select(['id', 'email', 'name', 'time_zone', 'manager_id'])
    .where('is_active', '=', true)
    .orderBy('name')
    .orderBy('id')
    .execute();
  const managerOf = new Map(rows.map((row) => [row.id, row.manager_id]));
  const reports = new Map<string, number>();
  for (const { id } of rows) {
    for (const above of chainAbove(id, managerOf)) reports.set(above, (reports.get(above) ?? 0) + 1);
  }
  const people = rows.map((row) => ({
    id: row.id,
    email: row.email,
    name: row.name,
    timeZone: row.time_zone,
    reports: reports.get(row.id) ?? 0,
  }));
  return { people, organization: { name, timeZone: time_zone } };
}

/** Managers above a person, nearest first; a cycle ends where it closes. */
function chainAbove(id: string, managerOf: ReadonlyMap<string, string | null>): ReadonlySet<string> {
  const chain = new Set<string>();
  for (let next = managerOf.get(id); next && next !== id && !chain.has(next); next = managerOf.get(next)) {
    chain.add(next);
  }
  return chain;
}
