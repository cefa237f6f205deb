import type { Profile } from './directory.ts';

/** A person of the CRM, as far as matching needs. */
export interface Candidate {
  readonly personId: string;
  readonly email: string;
}

export interface LinkProposals {
  /** Same e-mail, exactly one person and one full member on each side. To be confirmed, never applied by itself. */
  readonly matched: readonly {
    readonly personId: string;
    readonly slackUserId: string;
    readonly name: string;
  }[];
  /** An e-mail that several people or several Slack users have: a person must tell them apart. */
  readonly ambiguous: readonly string[];
  /** People without a full member of that e-mail. */
  readonly unmatched: readonly Candidate[];
}

/** Proposes who is who by e-mail. Guests, bots and deactivated accounts are never proposed. */
export function proposeLinks(people: readonly Candidate[], profiles: readonly Profile[]): LinkProposals {
  const members = Map.groupBy(
    profiles.filter((profile) => profile.isFullMember && profile.email !== null),
    (profile) => normal(profile.email ?? ''),
  );
  const wanted = Map.groupBy(people, (person) => normal(person.email));
  const matched: LinkProposals['matched'][number][] = [];
  const ambiguous: string[] = [];
  const unmatched: Candidate[] = [];
  for (const [email, persons] of wanted) {
    const found = members.get(email) ?? [];
    const [person] = persons;
    const [member] = found;
    if (member === undefined || email === '') unmatched.push(...persons);
    else if (persons.length > 1 || found.length > 1) ambiguous.push(email);
    else if (person !== undefined) {
      matched.push({ personId: person.personId, slackUserId: member.id, name: member.name });
    }
  }
  return { matched, ambiguous, unmatched };
}

function normal(email: string): string {
  return email.trim().toLowerCase();
}
