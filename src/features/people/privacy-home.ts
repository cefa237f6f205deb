import type { Services } from '#feature.ts';
import type { Action, HomeSection } from '#slack/routes.ts';
import { openRequests } from './privacy-requests.ts';
import { HELD, heldModal, privacyBlocks } from './privacy-views.ts';

/** What everyone may see and ask about their own data; what they have asked stands there while it waits. */
export const privacySection: HomeSection<Services> = {
  order: 95,
  permission: 'linked',
  shows: [],
  async render({ services, actor }) {
    const requests = await openRequests(services.store);
    return privacyBlocks(requests.filter(({ personId }) => personId === actor.personId));
  },
};

/** What is held about whoever asks, in a window. */
export const heldAction: Action<Services> = {
  id: HELD,
  permission: 'linked',
  shows: [],
  async run({ openModal }) {
    await openModal(heldModal());
    return undefined;
  },
};
