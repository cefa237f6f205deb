import type { Services } from '#feature.ts';
import type { Action, HomeSection } from '#slack/routes.ts';
import { readFacts } from './facts.ts';
import { findingsOf } from './policy.ts';
import { homeBlocks, LOOK, lookModal } from './views.ts';

const entry = { permission: 'installer', shows: ['D9'] } as const;

export const homeSection: HomeSection<Services> = {
  order: 110,
  ...entry,
  async render({ services, now }) {
    const facts = await readFacts(services, now);
    return homeBlocks(findingsOf(facts), facts);
  },
};

/** What Home says in a line each, with the causes below it. */
export const lookAction: Action<Services> = {
  id: LOOK,
  ...entry,
  async run({ services, now, openModal }) {
    const facts = await readFacts(services, now);
    await openModal(lookModal(findingsOf(facts), facts));
    return undefined;
  },
};
