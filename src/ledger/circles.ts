import { sql } from 'kysely';
import type { Day } from '#lib/days.ts';
import { circlesOf } from '#model/circles.ts';
import type { Store } from '#store/store.ts';
import { managersOn } from './managers-on.ts';

/** The name under which circles of managers stand among the gaps, beside the fields that cannot be read. */
const CIRCLE = 'ManagerId (circle)';

/** The circles of managers of a day, corrections heeded: the names of who is in each. */
export async function readCircles(store: Store, day: Day): Promise<readonly (readonly string[])[]> {
  const { rows } = await sql<{ id: string; name: string; manager: string | null }>`
    select m.id, p.name, m.manager_id as manager from ${managersOn(store, day)} m
    join ${store.table('person')} p on p.id = m.id`.execute(store.db);
  const nameOf = new Map(rows.map(({ id, name }) => [id, name]));
  const circles = circlesOf(new Map(rows.map(({ id, manager }) => [id, manager])));
  return circles.map((ids) => ids.map((id) => nameOf.get(id) ?? id));
}

/**
 * Keeps the gap that names people who manage each other in a circle. Their chains are cut where they would repeat, so
 * figures stay finite, but someone has to mend the managers in Salesforce.
 */
export async function reportCircles(tx: Store, day: Day): Promise<void> {
  const circles = await readCircles(tx, day);
  await tx.db.deleteFrom('sync_gap').where('object', '=', 'User').where('field', '=', CIRCLE).execute();
  if (circles.length === 0) return;
  const named = circles.map((names) => names.join(' → '));
  const effect = `These people manage each other in a circle, so everyone in it counts in the team of each: ${named.join('; ')}.`;
  await tx.db.insertInto('sync_gap').values({ object: 'User', field: CIRCLE, effect }).execute();
}
