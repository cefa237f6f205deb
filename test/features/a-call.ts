import type { Services } from '#feature.ts';
import type { Actor } from '#model/access.ts';
import type { ModalView } from '#slack/blocks/modal.ts';

/** Whoever set Attain up, linked to nobody. */
export const OPS: Actor = { slackUserId: 'U0OPS', personId: null, isInstaller: true };

/** Somebody linked to this person, without any role. */
export function asPerson(personId: string | null): Actor {
  return { slackUserId: 'U1', personId, isInstaller: false };
}

interface Calling {
  readonly services: Services;
  readonly actor: Actor;
  readonly now: Temporal.Instant;
  readonly timeZone?: string;
  /** Where windows go that are opened. */
  readonly windows?: ModalView[];
}

/** What a handler of any kind is called with; what this one takes besides is put over it. */
export function aCall({ windows = [], timeZone = 'Europe/Berlin', ...call }: Calling) {
  return {
    ...call,
    timeZone,
    locale: 'en-US',
    channelId: 'C1',
    messageTs: null,
    value: '',
    text: '',
    openModal: async (view: ModalView) => void windows.push(view),
    reply: async () => undefined,
  };
}
