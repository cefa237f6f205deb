import { managersOf } from '#access/managers.ts';
import type { Services } from '#feature.ts';
import { companyDay } from '#store/company.ts';
import type { Store } from '#store/store.ts';
import type { Audience } from './announcement.ts';
import { type Reader, readersOf } from './plan.ts';

/** A role or a manager by name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What an audience can be made of today. */
export interface Choices {
  readonly roles: readonly Named[];
  readonly teams: readonly Named[];
}

/** A person whom an announcement can reach. */
export interface KnownReader extends Reader {
  readonly personId: string;
}

/** Everyone who is linked, active and a full member of the workspace. @throws TryLater while Slack does not say who is. */
export async function readEveryone(
  { store, directory }: Services,
  now: Temporal.Instant,
): Promise<readonly KnownReader[]> {
  const rows = await store.db
    .selectFrom('identity_link')
    .innerJoin('person', 'person.id', 'identity_link.person_id')
    .where('person.is_active', '=', true)
    .select([
      'identity_link.slack_user_id as slackUserId',
      'person.id as personId',
      'person.role_id as roleId',
    ])
    .orderBy('identity_link.slack_user_id')
    .execute();
  const company = { store, day: await companyDay(store, now) };
  const [managers, profiles] = await Promise.all([
    managersOf(
      company,
      rows.map(({ personId }) => personId),
    ),
    directory.everyone(),
  ]);
  const zones = new Map(
    profiles.flatMap(({ id, timeZone, isFullMember }) => (isFullMember ? [[id, timeZone] as const] : [])),
  );
  return rows.flatMap((row) => {
    const timeZone = zones.get(row.slackUserId);
    const teams = [row.personId, ...(managers.get(row.personId) ?? [])];
    return timeZone === undefined ? [] : [{ ...row, teams, timeZone }];
  });
}

/** Everyone whom an audience reaches directly, as things stand. */
export async function readReaders(
  services: Services,
  audience: Audience,
  now: Temporal.Instant,
): Promise<readonly KnownReader[]> {
  return readersOf(await readEveryone(services, now), audience);
}

/** The roles that active people have, and the managers they report to. */
export async function readChoices(store: Store): Promise<Choices> {
  const [roles, teams] = await Promise.all([
    store.db
      .selectFrom('role')
      .innerJoin('person', 'person.role_id', 'role.id')
      .where('person.is_active', '=', true)
      .select(['role.id', 'role.name'])
      .distinct()
      .orderBy('role.name')
      .orderBy('role.id')
      .execute(),
    store.db
      .selectFrom('person as lead')
      .innerJoin('person', 'person.manager_id', 'lead.id')
      .where('person.is_active', '=', true)
      .where('lead.is_active', '=', true)
      .select(['lead.id', 'lead.name'])
      .distinct()
      .orderBy('lead.name')
      .orderBy('lead.id')
      .execute(),
  ]);
  return { roles, teams };
}
