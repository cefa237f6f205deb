import { z } from 'zod';
import type { Services } from '#feature.ts';
import type { Attention, PostKind } from '#outbox/outbox.ts';
import { readLink } from '#store/former-links.ts';
import { waitingSignIns } from '#store/sign-ins.ts';
import { linkedMessage, waitsMessage } from './sign-in-views.ts';
import { readNames } from './store.ts';

export const LINKED = 'people.linked';
export const LINK_WAITS = 'people.link_waits';

const Params = z.object({ slackUserId: z.string(), person: z.string() });

const attention: Attention = {
  topic: {
    id: 'links',
    name: 'Links to Salesforce',
    about: 'your Slack account is linked, or, for an admin, a link waits to be decided',
    startsAs: 'on',
  },
  priority: 'important',
  isPrompt: false,
};

/** Tells a person that they are linked; nothing where that is over. */
export const linkedPost: PostKind<Services> = {
  kind: LINKED,
  whenUnknown: 'at-most-once',
  attention,
  shows: [],
  async render({ store }, { params }) {
    const { slackUserId, person } = Params.parse(params);
    const link = await readLink(store, slackUserId);
    if (link?.personId !== person) return undefined;
    const names = await readNames(store, [person]);
    return linkedMessage(names.get(person)?.name ?? person);
  },
};

/** Tells whoever installed Attain that somebody signed in whose link only an admin can decide. */
export const linkWaitsPost: PostKind<Services> = {
  kind: LINK_WAITS,
  whenUnknown: 'at-most-once',
  attention,
  shows: ['D9'],
  async render({ store, directory }, { params }) {
    const { slackUserId, person } = Params.parse(params);
    const waits = (await waitingSignIns(store)).some((one) => one.slackUserId === slackUserId);
    if (!waits) return undefined;
    const names = await readNames(store, [person]);
    const profile = await directory.profileOf(slackUserId).catch(() => undefined);
    return waitsMessage({
      slackUserId,
      slackName: profile?.name,
      personName: names.get(person)?.name ?? person,
    });
  },
};
