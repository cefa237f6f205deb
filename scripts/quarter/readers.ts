import { readChoices } from '#governor/choices.ts';
import { linkedUsers } from '#store/identity.ts';
import type { Reader } from './count.ts';
import type { Office } from './office.ts';

/** Everyone who may be written to, with the limit and the quiet hours they have at the end. */
export async function readReaders({ app, team }: Office): Promise<readonly Reader[]> {
  const { store } = app.services;
  const linked = new Set(await linkedUsers(store));
  const people = team.people.filter(({ id }) => linked.has(id));
  return Promise.all(
    people.map(async ({ id, realName: name }) => {
      const { budget, quiet } = await readChoices(store, id);
      return { id, name, budget, quiet };
    }),
  );
}
