import { readVacancies } from '#ledger/vacancies.ts';
import { circlesOf } from '#model/circles.ts';
import type { Store } from '#store/store.ts';

/** What is odd in the tree of managers, in a sentence each; figures survive all of it. */
export async function checkPeople(store: Store): Promise<readonly string[]> {
  const people = await store.db.selectFrom('person').select(['id', 'name', 'manager_id']).execute();
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  const circles = circlesOf(new Map(people.map((it) => [it.id, it.manager_id])));
  const vacancies = await readVacancies(store);
  return [
    ...circles.map((ids) => {
      const names = ids.map((id) => nameOf.get(id) ?? id);
      return `${names.join(', ')} manage each other in a circle: each counts in the team of all of them.`;
    }),
    ...vacancies.map(({ name, manager }) =>
      manager === null
        ? `${name}: the manager cannot be read. They count for themselves and, by id, in that team.`
        : `${name}: the manager ${manager} has left. They still count in that team and those above.`,
    ),
  ];
}
