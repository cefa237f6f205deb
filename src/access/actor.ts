import type { Actor } from '#model/access.ts';
import { companyDay } from '#store/company.ts';
import { hasLeft } from '#store/former-links.ts';
import { actorOf } from '#store/identity.ts';
import type { Store } from '#store/store.ts';
import { readGrants } from './grants.ts';
import { readRoles } from './roles.ts';

/**
 * Who a Slack user is with all they may do now: the person they are, while that person is active in Salesforce, their
 * roles, whom they stand in for and what they were granted.
 */
export async function readActor(store: Store, slackUserId: string, now: Temporal.Instant): Promise<Actor> {
  const [linked, all, day] = await Promise.all([
    actorOf(store, slackUserId),
    readRoles(store, now),
    companyDay(store, now),
  ]);
  const personId = (await isActive(store, linked.personId)) ? linked.personId : null;
  // Whoever was linked and has left holds nothing, also not by their Slack account.
  const isGone = linked.personId === null ? await hasLeft(store, slackUserId) : personId === null;
  const holders = isGone ? [] : [slackUserId, ...(personId === null ? [] : [personId])];
  const roles = all.filter(({ holder }) => holders.includes(holder)).map(({ role }) => role);
  const grants = holders.length === 0 ? [] : await readGrants(store, day, holders);
  return {
    slackUserId,
    personId,
    isInstaller: roles.includes('ops_admin'),
    roles: [...new Set(roles)],
    standsInFor: grants.filter(({ kind }) => kind === 'delegation').map(({ subjectId }) => subjectId),
    grants: grants.flatMap(({ kind, subjectId, dataClass }) =>
      kind === 'read' && dataClass !== null ? [{ subjectId, dataClass }] : [],
    ),
  };
}

async function isActive(store: Store, personId: string | null): Promise<boolean> {
  if (personId === null) return false;
  const person = await store.db
    .selectFrom('person')
    .select('is_active')
    .where('id', '=', personId)
    .executeTakeFirst();
  return person?.is_active === true;
}
