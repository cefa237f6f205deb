import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import { type LinkProposals, proposeLinks } from '#slack/propose-links.ts';
import { linkPerson } from '#store/identity.ts';
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

/** What could be linked, because the e-mail is the same on both sides. Nothing is linked by this alone. */
export async function proposedLinks({ store, directory }: Services): Promise<LinkProposals> {
  const [people, profiles] = await Promise.all([readUnlinked(store), directory.everyone()]);
  return proposeLinks(people, profiles);
}

/** Records confirmed links, all or none. @throws Refusal when one of the people already has another account. */
export async function linkPeople(
  { store }: Services,
  pairs: readonly Pair[],
  confirmation: Confirmation,
): Promise<void> {
  await store.transaction(async (tx) => {
    for (const pair of pairs) await linkPerson(tx, { ...pair, ...confirmation });
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
