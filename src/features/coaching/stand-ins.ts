import { readGrants } from '#access/grants.ts';
import type { Day } from '#lib/days.ts';
import type { Store } from '#store/store.ts';

/** Whoever stands in for somebody, by whom they stand in for: those named first come first. */
export type StandIns = ReadonlyMap<string, readonly string[]>;

/** Who stands in for whom on a day, as people. */
export async function readStandIns(store: Store, day: Day): Promise<StandIns> {
  const [grants, links] = await Promise.all([
    readGrants(store, day),
    store.db.selectFrom('identity_link').select(['slack_user_id', 'person_id']).execute(),
  ]);
  const personOf = new Map(links.map(({ slack_user_id, person_id }) => [slack_user_id, person_id]));
  const given = grants.filter(({ kind }) => kind === 'delegation');
  const bySubject = Map.groupBy(given, ({ subjectId }) => subjectId);
  return new Map(
    [...bySubject].map(([subject, own]) => [
      subject,
      own.map(({ holderId }) => personOf.get(holderId) ?? holderId),
    ]),
  );
}

/**
 * Who is asked to talk with somebody: whoever stands in for their manager, else their manager. Nobody is asked to talk
 * with themselves, and nobody who cannot be reached.
 */
export function coachFor(
  personId: string,
  {
    managerId,
    standIns,
    isReached,
  }: {
    readonly managerId: string | undefined;
    readonly standIns: StandIns;
    readonly isReached: (id: string) => boolean;
  },
): string | undefined {
  if (managerId === undefined) return undefined;
  const inTheirPlace = standIns.get(managerId) ?? [];
  return [...inTheirPlace, managerId].find((id) => id !== personId && isReached(id));
}
