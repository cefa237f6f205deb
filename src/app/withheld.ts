import type { Services } from '#feature.ts';
import { WITHHELD } from '#features/access/withheld.ts';
import type { Withheld } from '#outbox/find-words.ts';
import { readInstaller } from '#store/identity.ts';

/** Tells the owner once, by themself, that a message did not go to its audience; nobody else learns of it. */
export function withholding({ store, outbox, log }: Services): (withheld: Withheld) => Promise<void> {
  return async ({ kind, audience, reason, owner }) => {
    log.warn({ kind, audience, reason }, 'a message was withheld from its audience');
    const told = owner ?? (await readInstaller(store));
    // A message to one person that may not be sent would only be withheld again.
    if (told === undefined || kind === WITHHELD) return;
    await outbox.record(store, {
      key: `${WITHHELD}/${audience}/${kind}/${reason}`,
      kind: WITHHELD,
      params: { audience, reason },
      audience: told,
    });
  };
}
