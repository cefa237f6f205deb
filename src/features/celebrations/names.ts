import { managersOf } from '#access/managers.ts';
import type { Feature, Services } from '#feature.ts';
import { metricContext } from '#metrics/context.ts';
import { companyToday } from '#metrics/today.ts';
import { SMALLEST_GROUP } from '#model/policy/terms.ts';

/** A feature that knows whom a channel may be told of by name. */
export type NameSource = NonNullable<Feature['mayBeNamed']>;

/** Whom a message speaks of: by name, or as one of a team that is large enough to hide in. */
export type Honoured =
  | { readonly kind: 'named'; readonly name: string }
  /** `team` is the name of who leads it; undefined where nothing can be said. */
  | { readonly kind: 'unnamed'; readonly team: string | undefined };

interface Somebody {
  readonly id: string;
  readonly name: string;
}

/** How each of these people may be spoken of in a channel now. */
export async function readHonoured(
  services: Services,
  sources: readonly NameSource[],
  people: readonly Somebody[],
): Promise<ReadonlyMap<string, Honoured>> {
  const ids = [...new Set(people.map(({ id }) => id))];
  if (ids.length === 0) return new Map();
  const allowed = await Promise.all(sources.map((mayBeNamed) => mayBeNamed(services, ids)));
  const isNamed = (id: string) => allowed.every((some) => some.has(id));
  const teams = await readTeams(
    services,
    ids.filter((id) => !isNamed(id)),
  );
  return new Map(
    people.map(({ id, name }): [string, Honoured] => [
      id,
      isNamed(id) ? { kind: 'named', name } : { kind: 'unnamed', team: teams.get(id) },
    ]),
  );
}

/** The nearest manager above each whose team does not give away who is meant. */
async function readTeams(
  { store, clock }: Services,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const company = companyToday(await metricContext(store, clock.now()));
  const people = await store.db.selectFrom('person').select(['id', 'name', 'is_active']).execute();
  const active = people.filter(({ is_active }) => is_active).map(({ id }) => id);
  const above = await managersOf(company, [...new Set([...active, ...ids])]);
  const sizes = new Map<string, number>();
  for (const id of active)
    for (const manager of above.get(id) ?? []) sizes.set(manager, (sizes.get(manager) ?? 0) + 1);
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  return new Map(
    ids.flatMap((id) => {
      const manager = above.get(id)?.find((one) => (sizes.get(one) ?? 0) >= SMALLEST_GROUP);
      const name = manager === undefined ? undefined : nameOf.get(manager);
      return name === undefined ? [] : [[id, name] as const];
    }),
  );
}
