import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { SignInDoor } from '#feature.ts';
import type { Clock } from '#lib/clock.ts';
import type { Binding, SignInSettings } from '#salesforce/sign-in.ts';
import { installationSecret } from '#store/secrets-settings.ts';
import { openTicket } from '#store/sign-ins.ts';
import type { Store } from '#store/store.ts';

/** How people sign in to Salesforce at this installation. */
export interface SignInSide extends Omit<SignInSettings, 'redirectUri'> {
  /** Where browsers reach this process, without a trailing slash. */
  readonly publicUrl: string;
}

export const LANDING_PATH = '/link';
export const CALLBACK_PATH = '/salesforce/callback';
const SECRET = 'sign_in_secret';

/** The settings of the app in the org, whose callback is ours. */
export function settingsOf({ publicUrl, loginUrl, clientId, clientSecret }: SignInSide): SignInSettings {
  return { loginUrl, clientId, clientSecret, redirectUri: `${publicUrl}${CALLBACK_PATH}` };
}

/** Gives out addresses: each for one Slack user, good once. The ticket in it is kept as a hash only. */
export function createDoor(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  { publicUrl }: Pick<SignInSide, 'publicUrl'>,
): SignInDoor {
  return {
    async addressFor(slackUserId) {
      const ticket = randomText();
      await openTicket(store, { ticket, slackUserId, now: clock.now() });
      return `${publicUrl}${LANDING_PATH}/${ticket}`;
    },
  };
}

/** What a browser carries between going to Salesforce and coming back: its ticket, and what marks this very browser. */
export interface Carried {
  readonly ticket: string;
  readonly browser: string;
}

/** A random text of 43 characters. */
export function randomText(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What ties Salesforce's answer to the browser that asked. Derived by a secret of the installation from what the browser
 * carries, so that nothing of it is stored: neither a copy of the database nor one of the address opens anything.
 */
export async function bindingOf(store: Store, { ticket, browser }: Carried): Promise<Binding> {
  const secret = await installationSecret(store, SECRET);
  const derive = (what: string) =>
    createHmac('sha256', Buffer.from(secret, 'hex'))
      .update(`${what} ${ticket} ${browser}`)
      .digest('base64url');
  const verifier = derive('verifier');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  return { state: derive('state'), nonce: derive('nonce'), verifier, challenge };
}
