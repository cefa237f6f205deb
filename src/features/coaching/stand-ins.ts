import { readGrants } from '#access/grants.ts';
import { type CompanyDay, managersOf } from '#access/managers.ts';
import type { Day } from '#lib/days.ts';
import type { Store } from '#store/store.ts';
import { readPair, type Someone } from './pair.ts';

/** Whoever stands in for somebody, by whom they stand in for: those named first come first. */
export type StandIns = ReadonlyMap<string, readonly string[]>;

/** Who stands in for whom on a day, as people. */
async function readStandIns(store: Store, day: Day): Promise<StandIns> {
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

/** Whether whoever was asked in place of a manager has nothing to do with it any more. */
export function isStandingInOver(
  coachId: string,
  { managerId, standIns }: { readonly managerId: string | undefined; readonly standIns: StandIns },
): boolean {
  if (managerId === undefined) return false;
  return coachId !== managerId && !(standIns.get(managerId) ?? []).includes(coachId);
}

/** Who leads these people, who stands in for those, and how all of them are reached. */
export interface Leading {
  readonly standIns: StandIns;
  /** Those who are there and linked. */
  readonly reached: ReadonlyMap<string, Someone>;
  managerOf(personId: string): string | undefined;
  /** Who is to talk with somebody; undefined where one of the two cannot be reached. */
  coachOf(personId: string): { readonly coachId: string; readonly isInPlace: boolean } | undefined;
}

/** Reads it in a number of queries that does not grow with the people. */
export async function readLeading(company: CompanyDay, personIds: readonly string[]): Promise<Leading> {
  const [managers, standIns] = await Promise.all([
    managersOf(company, personIds),
    readStandIns(company.store, company.day),
  ]);
  const leads = [...managers.values()].flatMap(([nearest]) => nearest ?? []);
  const all = await readPair(company.store, [...personIds, ...leads, ...[...standIns.values()].flat()]);
  const reached = new Map([...all].filter(([, one]) => one.slackUserId !== undefined && one.isActive));
  const managerOf = (personId: string) => managers.get(personId)?.[0];
  return {
    standIns,
    reached,
    managerOf,
    coachOf(personId) {
      const managerId = managerOf(personId);
      const coachId = coachFor(personId, { managerId, standIns, isReached: (id) => reached.has(id) });
      if (coachId === undefined || !reached.has(personId)) return undefined;
      return { coachId, isInPlace: coachId !== managerId };
    },
  };
}
