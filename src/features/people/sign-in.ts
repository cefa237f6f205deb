import type { Feature, Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { Action, Call, Subcommand } from '#slack/routes.ts';
import { alreadyMessage, homeBlocks, SIGN_IN, signInMessage } from './sign-in-views.ts';
import { readNames } from './store.ts';

const entry = { permission: 'anyone', shows: [] } as const;

/** A person confirms their own link, by signing in to Salesforce. */
export const linkCommand: Subcommand<Services> = {
  name: 'link',
  summary: 'link your Slack account to you in Salesforce, by signing in there',
  example: '/attain link',
  ...entry,
  run: giveAddress,
};

export const signInAction: Action<Services> = { id: SIGN_IN, ...entry, run: giveAddress };

/** A way in for whoever is linked to nobody; nothing for everybody else. */
export const linkHome: NonNullable<Feature['home']> = {
  order: 5,
  ...entry,
  async render({ actor, services }) {
    return actor.personId === null && services.signIn !== undefined ? homeBlocks() : [];
  },
};

async function giveAddress({
  services,
  actor,
}: Pick<Call<Services>, 'services' | 'actor'>): Promise<Message> {
  const { signIn, store, directory } = services;
  if (actor.personId !== null) {
    const names = await readNames(store, [actor.personId]);
    return alreadyMessage(names.get(actor.personId)?.name ?? actor.personId);
  }
  if (signIn === undefined)
    throw new Refusal(
      'Signing in to Salesforce is not set up here.',
      'Ask the person who installed Attain to link you.',
    );
  const profile = await directory.profileOf(actor.slackUserId);
  if (!profile.isFullMember)
    throw new Refusal(
      'Only full members of this workspace are linked to Salesforce; guests are not.',
      'Ask who runs this workspace to make you a member.',
    );
  return signInMessage(await signIn.addressFor(actor.slackUserId));
}
