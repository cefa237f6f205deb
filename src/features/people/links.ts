import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import { type FormerLink, readFormerLinks } from '#store/former-links.ts';
import { linkPerson } from '#store/identity.ts';
import { settleWaiting } from '#store/sign-ins.ts';
import { readLinks } from './link-store.ts';
import { readMailRules } from './mail-rules.ts';
import { type Match, type Matches, matchPeople } from './match-policy.ts';
import { peopleWithEmail, readUnlinked } from './store.ts';

/** Who is whom: a Slack account and a person in Salesforce. */
export interface Pair {
  readonly slackUserId: string;
  readonly personId: string;
}

interface Confirmation {
  /** A Slack user id, or `cli` for the command line. */
  readonly confirmedBy: string;
  readonly now: Temporal.Instant;
}

/** What could be linked, by address. Nothing is linked by this alone. */
export interface ProposedLinks extends Matches {
  /** Matches of people or accounts whose link ended: to be confirmed one by one, never together with others. */
  readonly returning: readonly (Match & { readonly before: FormerLink })[];
}

/** Proposals for everybody who is linked to nobody, on either side. */
export async function proposedLinks({ store, directory }: Services): Promise<ProposedLinks> {
  const [people, profiles, rules, links, former] = await Promise.all([
    readUnlinked(store),
    directory.everyone(),
    readMailRules(store),
    readLinks(store),
    readFormerLinks(store, FORMER_READ),
  ]);
  const taken = new Set(links.map(({ slackUserId }) => slackUserId));
  const free = profiles.filter(({ id }) => !taken.has(id));
  const { matched, ...rest } = matchPeople(people, free, rules);
  const beforeOf = (match: Match) =>
    former.find((link) => link.slackUserId === match.slackUserId || link.personId === match.personId);
  return {
    ...rest,
    matched: matched.filter((match) => beforeOf(match) === undefined),
    returning: matched.flatMap((match) => {
      const before = beforeOf(match);
      return before ? [{ ...match, before }] : [];
    }),
  };
}

/** More than ever end: only whether there was one is asked. */
const FORMER_READ = 100_000;

/** Records confirmed links, all or none. @throws Refusal when one of the people already has another account. */
export async function linkPeople(
  { store }: Services,
  pairs: readonly Pair[],
  confirmation: Confirmation,
): Promise<void> {
  await store.transaction(async (tx) => {
    for (const pair of pairs) {
      await linkPerson(tx, { ...pair, ...confirmation });
      await settleWaiting(tx, pair.slackUserId);
    }
  });
}

/**
 * Links the person with this e-mail to a Slack account: the given one, else the one full member with the same e-mail.
 * @throws Refusal when either side is missing or not certain.
 */
export async function linkByEmail(
  services: Services,
  asked: { readonly email: string; readonly slackUserId?: string | undefined },
  confirmation: Confirmation,
): Promise<Pair & { readonly name: string }> {
  const email = asked.email.trim().toLowerCase();
  const [person, ...others] = await peopleWithEmail(services.store, email);
  if (!person)
    throw new Refusal(`Nobody active in Salesforce has the e-mail ${email}.`, 'Check the spelling.');
  if (others.length > 0) {
    throw new Refusal(
      `${others.length + 1} active people in Salesforce have the e-mail ${email}.`,
      'Give each of them an e-mail of their own first.',
    );
  }
  const slackUserId = asked.slackUserId ?? (await services.directory.byEmail(email))?.id;
  if (!slackUserId) {
    throw new Refusal(
      `No full member of the Slack workspace has the e-mail ${email}.`,
      "Name the member's Slack id as well; it is in their Slack profile under Copy member ID.",
    );
  }
  const pair = { slackUserId, personId: person.id };
  await linkPeople(services, [pair], confirmation);
  return { ...pair, name: person.name };
}
