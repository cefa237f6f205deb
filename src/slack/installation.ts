import type { Clock } from '#lib/clock.ts';
import { Refusal } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import { type Actor, type Entry, mayEnter, mayUse } from '#model/access.ts';
import type { SafeText } from './blocks/text.ts';
import type { Profile } from './directory.ts';

/** What the router needs to know of one workspace. `S` is handed to handlers as it is. */
export interface Installation<S> {
  readonly services: S;
  readonly clock: Clock;
  /**
   * True the first time that any process shows this key: what Slack delivers again is served once. Asked before any
   * work is done for a delivery.
   */
  readonly isFirstDelivery: (key: string) => Promise<boolean>;
  readonly actorOf: (slackUserId: string) => Promise<Actor>;
  readonly profileOf: (slackUserId: string) => Promise<Profile>;
  /** Lines at the foot of App Home about the state of things: how fresh the data is, what is missing. */
  readonly homeNotes: (actor: Actor) => Promise<readonly SafeText[]>;
}

/** Refuses an actor whom a handler does not let in, says what would change that, and logs it. */
export function requireUse(actor: Actor, entry: Entry, log: Log): void {
  if (mayEnter(actor, entry)) return;
  const { permission, shows } = entry;
  const reasonCode = mayUse(actor, permission) ? 'nobody' : `not_${permission}`;
  log.info({ slackUserId: actor.slackUserId, permission, shows, reasonCode }, 'a handler refused somebody');
  if (entry.permission === 'linked' || mayUse(actor, entry.permission)) {
    throw new Refusal(
      'You are not linked to a person in Salesforce yet, and this needs to know who you are there.',
      'Type /attain link, or ask the person who installed Attain to link you.',
    );
  }
  throw new Refusal(
    `Only an admin ${permission === 'auditor' ? 'or an auditor ' : ''}of Attain may do this.`,
    'The person who installed Attain is one and can name others.',
  );
}
