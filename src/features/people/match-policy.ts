import type { Profile } from '#slack/directory.ts';

/** A person of Salesforce, as far as matching needs. */
export interface Candidate {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly username: string | null;
}

/** What an admin said about addresses. */
export interface MailRule {
  /** `alias`: an address of one person. `domain`: one that means another. `plus`: one in which a `+tag` means nothing. */
  readonly kind: 'alias' | 'domain' | 'plus';
  readonly given: string;
  /** The domain it stands for; '' for the others. */
  readonly means: string;
  readonly personId: string | null;
}

type Member = Pick<Profile, 'id' | 'name' | 'email'>;

export interface Match {
  readonly personId: string;
  readonly slackUserId: string;
  readonly name: string;
}

export interface Matches {
  /** Exactly one person and one full member on each side. To be confirmed, never applied by itself. */
  readonly matched: readonly Match[];
  /** Several on either side: somebody who knows them tells them apart. */
  readonly unclear: readonly Unclear[];
  /** People without a full member of any of their addresses. */
  readonly unmatched: readonly Candidate[];
}

export interface Unclear {
  readonly people: readonly Candidate[];
  readonly members: readonly Member[];
}

/**
 * Proposes who is who by address: the e-mail in Slack is the e-mail or the user name in Salesforce, by the rules an
 * admin gave. Guests, bots and deactivated accounts are never proposed.
 */
export function matchPeople(
  people: readonly Candidate[],
  profiles: readonly Profile[],
  rules: readonly MailRule[] = [],
): Matches {
  const members = profiles.filter((profile) => profile.isFullMember && (profile.email ?? '') !== '');
  const owners = ownersOf(people, rules);
  const byPerson = new Map<string, Member[]>();
  for (const member of members)
    for (const personId of meantBy(member.email ?? '', { owners, rules }))
      byPerson.set(personId, [...(byPerson.get(personId) ?? []), member]);
  const groups = together(people, byPerson);
  return {
    matched: groups.flatMap(({ people: [person, ...others], members: [member, ...more] }) =>
      person && member && others.length + more.length === 0
        ? [{ personId: person.personId, slackUserId: member.id, name: member.name }]
        : [],
    ),
    unclear: groups.filter((group) => group.people.length > 1 || group.members.length > 1),
    unmatched: people.filter(({ personId }) => !byPerson.has(personId)),
  };
}

/** Whether an address of Slack is one of this person's, and nobody else's that is asked about. */
export function isAddressOf(person: Candidate, address: string, rules: readonly MailRule[]): boolean {
  return meantBy(address, { owners: ownersOf([person], rules), rules }).includes(person.personId);
}

type Owners = ReadonlyMap<string, readonly string[]>;

function ownersOf(people: readonly Candidate[], rules: readonly MailRule[]): Owners {
  const owners = new Map<string, string[]>();
  for (const { personId, email, username } of people)
    for (const address of new Set([email, username ?? ''].map((one) => canonical(one, rules))))
      if (address !== '') owners.set(address, [...(owners.get(address) ?? []), personId]);
  return owners;
}

/** What an admin said about the very address comes before what it looks like. */
function meantBy(
  address: string,
  { owners, rules }: { readonly owners: Owners; readonly rules: readonly MailRule[] },
): readonly string[] {
  const given = normal(address);
  const alias = rules.find((rule) => rule.kind === 'alias' && rule.given === given);
  const known = new Set([...owners.values()].flat());
  if (alias?.personId) return known.has(alias.personId) ? [alias.personId] : [];
  return owners.get(canonical(given, rules)) ?? [];
}

/** An address as the rules read it: without a tag where tags mean nothing, in the domain that is meant. */
function canonical(address: string, rules: readonly MailRule[]): string {
  const [, local = '', domain = ''] = /^(.+)@([^@]+)$/.exec(normal(address)) ?? [];
  if (domain === '') return '';
  const meant = rules.find((rule) => rule.kind === 'domain' && rule.given === domain)?.means ?? domain;
  const isPlus = rules.some(
    (rule) => rule.kind === 'plus' && (rule.given === domain || rule.given === meant),
  );
  return `${isPlus ? local.replace(/\+.*$/, '') : local}@${meant}`;
}

export function normal(address: string): string {
  return address.trim().toLowerCase();
}

/** People and accounts that any address joins, as groups. */
function together(people: readonly Candidate[], byPerson: ReadonlyMap<string, readonly Member[]>): Unclear[] {
  const groups: Unclear[] = [];
  for (const person of people) {
    const members = byPerson.get(person.personId) ?? [];
    if (members.length === 0) continue;
    const touching = groups.filter((group) =>
      group.members.some(({ id }) => members.some((m) => m.id === id)),
    );
    const all = [...touching.flatMap((group) => group.members), ...members];
    groups.push({
      people: [...touching.flatMap((group) => group.people), person],
      members: [...new Map(all.map((member) => [member.id, member])).values()],
    });
    for (const group of touching) groups.splice(groups.indexOf(group), 1);
  }
  return groups;
}
