import { readCircles } from '#ledger/circles.ts';
import { readVacancies } from '#ledger/vacancies.ts';
import type { Day } from '#lib/days.ts';
import type { Store } from '#store/store.ts';

/** What is odd in the tree of managers of a day, corrections heeded, in a sentence each; figures survive all of it. */
export async function checkPeople(store: Store, day: Day): Promise<readonly string[]> {
  const [circles, vacancies] = await Promise.all([readCircles(store, day), readVacancies(store, day)]);
  return [
    ...circles.map(
      (names) => `${names.join(', ')} manage each other in a circle: each counts in the team of all of them.`,
    ),
    ...vacancies.map(({ name, manager }) =>
      manager === null
        ? `${name}: the manager cannot be read. They count for themselves and, by id, in that team.`
        : `${name}: the manager ${manager} has left. They still count in that team and those above.`,
    ),
  ];
}
