import { readActor } from '#access/actor.ts';
import { readGrants } from '#access/grants.ts';
import { readRoles } from '#access/roles.ts';
import { Refusal } from '#lib/errors.ts';
import { type Actor, rolesOf } from '#model/access.ts';
import type { Role } from '#model/policy/terms.ts';
import { companyDay } from '#store/company.ts';
import type { Store } from '#store/store.ts';

/** Executives and admins of Attain, who are sales operations, announce what changes. */
const ANNOUNCERS: readonly Role[] = ['exec', 'ops_admin'];

/** Everyone who holds the right themselves: Slack user ids and ids of people. */
type Holders = ReadonlySet<string>;

/** Whether somebody may announce and approve: by a role of theirs, or standing in for somebody who has one. */
export function mayAnnounce(actor: Actor, holders: Holders): boolean {
  return (
    rolesOf(actor).some((role) => ANNOUNCERS.includes(role)) ||
    (actor.standsInFor ?? []).some((id) => holders.has(id))
  );
}

/** Whether somebody may approve: who holds the right and is another person; the author alone, where nobody else does. */
export function mayApprove(
  approver: string,
  { authorId, others }: { readonly authorId: string; readonly others: readonly string[] },
): boolean {
  return others.length === 0 ? approver === authorId : others.includes(approver);
}

/** @throws Refusal for who may not announce. */
export async function requireRight(store: Store, actor: Actor, now: Temporal.Instant): Promise<void> {
  if (mayAnnounce(actor, await readHolders(store, now))) return;
  throw new Refusal(
    'Announcing a change is for executives and admins of Attain.',
    'An admin can give you that role with /attain roles.',
  );
}

/** The Slack accounts of everyone with the right who is another person than the author. */
export async function otherAnnouncers(
  store: Store,
  authorId: string,
  now: Temporal.Instant,
): Promise<readonly string[]> {
  const [holders, grants, author] = await Promise.all([
    readHolders(store, now),
    readGrants(store, await companyDay(store, now)),
    readActor(store, authorId, now),
  ]);
  const standIns = grants.filter(({ kind, subjectId }) => kind === 'delegation' && holders.has(subjectId));
  const candidates = [...holders, ...standIns.map(({ holderId }) => holderId)];
  const others: string[] = [];
  for (const account of await accountsOf(store, candidates)) {
    const actor = await readActor(store, account, now);
    const isSame = account === authorId || (actor.personId !== null && actor.personId === author.personId);
    if (!isSame && mayAnnounce(actor, holders)) others.push(account);
  }
  return others.toSorted();
}

/** Roles are held by Slack accounts or by people; of an account that is linked, its person holds them too. */
async function readHolders(store: Store, now: Temporal.Instant): Promise<Holders> {
  const roles = await readRoles(store, now);
  const named = roles.flatMap(({ holder, role }) => (ANNOUNCERS.includes(role) ? [holder] : []));
  const links = await readLinks(store);
  const people = links.filter(({ account }) => named.includes(account)).map(({ person }) => person);
  return new Set([...named, ...people]);
}

async function accountsOf(store: Store, holders: readonly string[]): Promise<ReadonlySet<string>> {
  const accounts = new Map((await readLinks(store)).map(({ account, person }) => [person, account]));
  const isPerson = (holder: string) => holder.startsWith('005');
  return new Set(holders.flatMap((holder) => accounts.get(holder) ?? (isPerson(holder) ? [] : [holder])));
}

async function readLinks(
  store: Store,
): Promise<readonly { readonly account: string; readonly person: string }[]> {
  return store.db
    .selectFrom('identity_link')
    .select(['slack_user_id as account', 'person_id as person'])
    .execute();
}
