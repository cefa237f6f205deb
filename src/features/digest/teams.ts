import { sql } from 'kysely';
import { readGrants } from '#access/grants.ts';
import type { CompanyDay } from '#access/managers.ts';
import { readRoles } from '#access/roles.ts';
import { leadsOn, type Member } from '#access/teams.ts';
import { managersOn } from '#ledger/managers-on.ts';
import type { Store } from '#store/store.ts';
import type { About } from './about.ts';

/** Teams as a company is rolled up: of managers whose people lead nobody. Everyone stands once, with the manager above. */
export async function companyTeams({
  store,
  day,
}: CompanyDay): Promise<readonly (Member & { readonly members: readonly string[] })[]> {
  const { rows } = await sql<Member & { readonly members: readonly string[] }>`
    with managed as (
      select own.id, own.manager_id from ${managersOn(store, day)} own
      join ${store.table('person')} p on p.id = own.id
      where p.is_active and own.manager_id is not null and own.manager_id <> own.id
    )
    select lead.id, lead.name, array_agg(managed.id order by managed.id) as members
    from managed join ${store.table('person')} lead on lead.id = managed.manager_id
    where lead.is_active and not exists (
      select from managed peer join managed below on below.manager_id = peer.id
      where peer.manager_id = lead.id
    )
    group by lead.id, lead.name`.execute(store.db);
  // As people sort names, not as a database sorts bytes: Łukasz stands beside Luis.
  return rows.toSorted((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
}

/** Somebody who may get a digest, with what each of theirs is about. */
export interface Entitled {
  readonly slackUserId: string;
  readonly abouts: readonly About[];
}

/**
 * Everyone who gets a digest unasked: whoever leads somebody or stands in for one who does, executives, and whoever
 * turned on the one about their own week. An executive gets the company and not their own chain beside it.
 */
export async function entitledReaders(
  { store, day }: CompanyDay,
  { now, wantsOwn }: { readonly now: Temporal.Instant; readonly wantsOwn: ReadonlySet<string> },
): Promise<readonly Entitled[]> {
  const [links, leads, roles, grants] = await Promise.all([
    linkedPeople(store),
    leadsOn({ store, day }),
    readRoles(store, now),
    readGrants(store, day),
  ]);
  const execs = new Set(roles.flatMap(({ holder, role }) => (role === 'exec' ? [holder] : [])));
  return links.map(({ slackUserId, personId }) => {
    const isHolder = (holder: string) => holder === slackUserId || holder === personId;
    const stands = grants.filter(({ kind, holderId }) => kind === 'delegation' && isHolder(holderId));
    const isExec = execs.has(slackUserId) || execs.has(personId);
    const teams = [...(isExec ? [] : [personId]), ...stands.map(({ subjectId }) => subjectId)];
    return {
      slackUserId,
      abouts: [
        ...(isExec ? [{ about: 'company', subjectId: '' } as const] : []),
        ...[...new Set(teams)]
          .filter((id) => leads.has(id))
          .map((subjectId) => ({ about: 'team', subjectId }) as const),
        ...(wantsOwn.has(slackUserId) ? [{ about: 'mine', subjectId: personId } as const] : []),
      ],
    };
  });
}

async function linkedPeople(
  store: Store,
): Promise<readonly { readonly slackUserId: string; readonly personId: string }[]> {
  return store.db
    .selectFrom('identity_link')
    .innerJoin('person', 'person.id', 'identity_link.person_id')
    .where('person.is_active', '=', true)
    .select(['identity_link.slack_user_id as slackUserId', 'person.id as personId'])
    .orderBy('identity_link.slack_user_id')
    .execute();
}
