import { Refusal } from '#lib/errors.ts';
import { type Actor, mayUse } from '#model/access.ts';
import { needsSecondPerson } from '#model/policy/table.ts';
import type { CompanyDay } from '#access/managers.ts';
import { type Person, subtreeOf } from './people.ts';

/** Whether the asker sets quotas for everybody. */
export function isAdmin(actor: Actor): boolean {
  return mayUse(actor, 'installer');
}

/** The asker as a person in Salesforce. @throws Refusal when they are not linked to one. */
export function personOf(actor: Actor): string {
  if (actor.personId !== null) return actor.personId;
  throw new Refusal(
    'Your Slack account is not linked to a person in Salesforce yet.',
    'Whoever installed Attain links people with /attain people.',
  );
}

/**
 * Everyone below the asker, and below those they stand in for; neither themself nor who is away. Empty for someone who
 * leads nobody.
 */
export async function teamOf(company: CompanyDay, actor: Actor): Promise<readonly Person[]> {
  if (actor.personId === null) return [];
  const leaders = [...new Set([actor.personId, ...(actor.standsInFor ?? [])])];
  const teams = await Promise.all(
    leaders.map(async (leader) => (await subtreeOf(company, leader)).filter(({ id }) => id !== leader)),
  );
  const people = new Map(teams.flat().map((person) => [person.id, person]));
  people.delete(actor.personId);
  return [...people.values()];
}

/**
 * Whose quotas the asker may change: everyone's for an admin, those below them for a manager or who stands in for one,
 * as a proposal. @throws Refusal when a person is not among them, in the words for somebody who does not exist.
 */
export async function refuseOthers(
  company: CompanyDay,
  { actor, personIds }: { readonly actor: Actor; readonly personIds: readonly string[] },
): Promise<void> {
  if (isAdmin(actor)) return;
  const team = new Set((await teamOf(company, actor)).map(({ id }) => id));
  if (personIds.every((id) => team.has(id))) return;
  throw new Refusal(
    'I know nobody by that name whose quota you may change.',
    'A manager proposes quotas for the people below them.',
  );
}

/** A proposal as far as who may decide it goes. */
export interface Decidable {
  readonly madeBy: string;
  readonly madeByPerson: string | null;
  readonly people: number;
}

/**
 * Whether the asker may decide what somebody proposed: an admin, or a manager above who proposed it where few people
 * are touched. Nobody decides their own, except, as `alone`, an admin when there is no other one.
 */
export async function mayDecide(
  company: CompanyDay,
  actor: Actor,
  {
    proposal,
    otherAdmins,
  }: { readonly proposal: Decidable; readonly otherAdmins: () => Promise<readonly string[]> },
): Promise<'yes' | 'no' | 'alone'> {
  const { madeBy, madeByPerson, people } = proposal;
  const isOwn = madeBy === actor.slackUserId || (madeByPerson !== null && madeByPerson === actor.personId);
  if (isOwn) return isAdmin(actor) && (await otherAdmins()).length === 0 ? 'alone' : 'no';
  if (isAdmin(actor)) return 'yes';
  if (madeByPerson === null || needsSecondPerson(people)) return 'no';
  return (await teamOf(company, actor)).some(({ id }) => id === madeByPerson) ? 'yes' : 'no';
}
