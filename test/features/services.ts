import type { Services } from '#feature.ts';
import { fixedClock } from '#lib/clock.ts';
import { GiveUp } from '#lib/errors.ts';
import { type Log, silentLog } from '#lib/log.ts';
import type { Profile } from '#slack/directory.ts';
import type { Store } from '#store/store.ts';
import { createOutbox } from '#outbox/create-outbox.ts';

interface Options {
  readonly profiles?: readonly Profile[];
  readonly log?: Log;
  readonly now?: Temporal.Instant;
}

/** The services of one installation over a test's store; nothing is sent anywhere. */
export function servicesOf(store: Store, options: Options = {}): Services {
  const { profiles = [], log = silentLog } = options;
  return {
    store,
    clock: fixedClock(options.now ?? Temporal.Instant.from('2026-11-18T09:00:00Z')),
    log,
    outbox: createOutbox({ wake: async () => undefined }),
    channels: {
      readersOf: async () => ({
        people: profiles.filter((profile) => profile.isFullMember).map(({ id }) => id),
        hasGuest: profiles.some((profile) => profile.isGuest === true),
        isExternal: false,
      }),
      linkTo: async () => undefined,
    },
    directory: {
      byEmail: async (email) => profiles.find((profile) => profile.isFullMember && profile.email === email),
      everyone: async () => profiles,
      async profileOf(id) {
        const known = profiles.find((profile) => profile.id === id);
        if (known === undefined) throw new GiveUp('Slack does not know them');
        return known;
      },
    },
  };
}
