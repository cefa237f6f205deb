import type { Services } from '#feature.ts';
import { GiveUp } from '#lib/errors.ts';
import type { Profile } from '#slack/directory.ts';
import type { Store } from '#store/store.ts';
import { isSlackUser } from './praise.ts';

/** Who was erased, or whom Slack no longer knows. */
const SOMEBODY = 'a former colleague';

/** What people are called by their Slack ids: as in Salesforce, else as in Slack. */
export async function namesOf(
  { store, directory }: Pick<Services, 'store' | 'directory'>,
  ids: readonly string[],
): Promise<(id: string) => string> {
  const wanted = [...new Set(ids)];
  const linked = await linkedNames(store, wanted);
  const others = wanted.filter((id) => !linked.has(id) && isSlackUser(id));
  const profiles = await Promise.all(
    others.map(async (id) => [id, (await profileOf(directory, id))?.name] as const),
  );
  const all = new Map([...linked, ...profiles]);
  return (id) => all.get(id) || SOMEBODY;
}

/** Undefined for whom Slack does not know. @throws TryLater while Slack does not say. */
export function profileOf(directory: Services['directory'], id: string): Promise<Profile | undefined> {
  return directory.profileOf(id).catch((error: unknown) => {
    if (error instanceof GiveUp) return undefined;
    throw error;
  });
}

async function linkedNames(store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await store.db
    .selectFrom('identity_link')
    .innerJoin('person', 'person.id', 'identity_link.person_id')
    .where('identity_link.slack_user_id', 'in', ids)
    .select(['identity_link.slack_user_id as id', 'person.name'])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
