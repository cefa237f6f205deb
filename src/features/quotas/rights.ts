import { Refusal } from '#lib/errors.ts';
import type { Actor } from '#model/access.ts';
import type { CompanyDay } from '#access/managers.ts';
import { type Person, subtreeOf } from './people.ts';

/** The asker as a person in Salesforce. @throws Refusal when they are not linked to one. */
export function personOf(actor: Actor): string {
  if (actor.personId !== null) return actor.personId;
  throw new Refusal(
    'Your Slack account is not linked to a person in Salesforce yet.',
    'Whoever installed Attain links people with /attain people.',
  );
}

/** Everyone below the asker, themself not included; empty for someone who leads nobody. */
export async function teamOf(company: CompanyDay, actor: Actor): Promise<readonly Person[]> {
  if (actor.personId === null) return [];
  const all = await subtreeOf(company, actor.personId);
  return all.filter(({ id }) => id !== actor.personId);
}

/**
 * Whose quotas the asker may change: everyone's for the installer, those below them for a manager, as a proposal.
 * @throws Refusal when a person is not among them, in the words for somebody who does not exist.
 */
export async function refuseOthers(
  company: CompanyDay,
  { actor, personIds }: { readonly actor: Actor; readonly personIds: readonly string[] },
): Promise<void> {
  if (actor.isInstaller) return;
  const team = new Set((await teamOf(company, actor)).map(({ id }) => id));
  if (personIds.every((id) => team.has(id))) return;
  throw new Refusal(
    'I know nobody by that name whose quota you may change.',
    'A manager proposes quotas for the people below them.',
  );
}

/** Whether the asker may decide what somebody proposed: the installer, or a manager above who proposed it. */
export async function mayDecide(
  company: CompanyDay,
  { actor, proposedBy }: { readonly actor: Actor; readonly proposedBy: string | null },
): Promise<boolean> {
  if (actor.isInstaller) return true;
  if (proposedBy === null || actor.personId === proposedBy) return false;
  return (await teamOf(company, actor)).some(({ id }) => id === proposedBy);
}
