import { sql } from 'kysely';
import type { Day } from '#lib/days.ts';
import type { Store } from '#store/store.ts';
import { managersOn } from './managers-on.ts';

/** An active person whose manager, as Salesforce or a correction says, has left, or is nobody we can read. */
export interface Vacancy {
  readonly personId: string;
  readonly name: string;
  /** Null when the manager cannot be read. */
  readonly manager: string | null;
}

/** The name under which vacancies stand among the gaps. */
const VACANT = 'ManagerId (vacant)';
const NAMED = 10;

/** Places in the tree of managers that nobody fills on a day, by the names of those who stand below. */
export async function readVacancies(store: Store, day: Day): Promise<readonly Vacancy[]> {
  const person = store.table('person');
  const { rows } = await sql<Vacancy>`
    select p.id as "personId", p.name, m.name as manager
    from ${managersOn(store, day)} own join ${person} p on p.id = own.id
    left join ${person} m on m.id = own.manager_id
    where p.is_active and own.manager_id is not null and not coalesce(m.is_active, false)
    order by p.name, p.id`.execute(store.db);
  return rows;
}

/**
 * Keeps the gap that names people whose manager has left. They go on counting in that team and in those above it, so
 * no total changes, but nobody reads the team any more until Salesforce or a correction names another manager.
 */
export async function reportVacancies(tx: Store, day: Day): Promise<void> {
  const vacancies = await readVacancies(tx, day);
  await tx.db.deleteFrom('sync_gap').where('object', '=', 'User').where('field', '=', VACANT).execute();
  if (vacancies.length === 0) return;
  const named = vacancies
    .slice(0, NAMED)
    .map(({ name, manager }) => `${name} (${manager ?? 'unknown manager'})`);
  const more = vacancies.length > NAMED ? `; and ${vacancies.length - NAMED} more` : '';
  const effect = `The manager of these people has left or cannot be read; they still count in that team and above: ${named.join('; ')}${more}.`;
  await tx.db.insertInto('sync_gap').values({ object: 'User', field: VACANT, effect }).execute();
}
