import { circlesOf } from '#model/circles.ts';
import type { Store } from '#store/store.ts';

/** The name under which circles of managers stand among the gaps, beside the fields that cannot be read. */
const CIRCLE = 'ManagerId (circle)';

/**
 * Keeps the gap that names people who manage each other in a circle. Their chains are cut where they would repeat, so
 * figures stay finite, but someone has to mend the managers in Salesforce.
 */
export async function reportCircles(tx: Store): Promise<void> {
  const people = await tx.db.selectFrom('person').select(['id', 'name', 'manager_id']).execute();
  const circles = circlesOf(new Map(people.map((it) => [it.id, it.manager_id])));
  await tx.db.deleteFrom('sync_gap').where('object', '=', 'User').where('field', '=', CIRCLE).execute();
  if (circles.length === 0) return;
  const nameOf = new Map(people.map((it) => [it.id, it.name]));
  const named = circles.map((ids) => ids.map((id) => nameOf.get(id) ?? id).join(' → '));
  const effect = `These people manage each other in a circle, so everyone in it counts in the team of each: ${named.join('; ')}.`;
  await tx.db.insertInto('sync_gap').values({ object: 'User', field: CIRCLE, effect }).execute();
}
