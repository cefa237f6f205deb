import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { machineNow } from '#lib/clock.ts';
import { readPrivateKey } from './private-key.ts';

/** Seconds an assertion stays good; Salesforce accepts no more than about three minutes. */
const LIFETIME = 150;

/** The signed statement "we are this app, acting as this user" of the JWT bearer flow (RS256). */
export async function signAssertion(options: {
  readonly clientId: string;
  readonly username: string;
  readonly privateKey: string;
  readonly loginUrl: string;
}): Promise<string> {
  // Salesforce judges the age of an assertion by real time, wherever our business clock stands.
  const now = Math.floor(machineNow() / 1000);
  return new SignJWT({})
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(options.clientId)
    .setSubject(options.username)
    .setAudience(audienceOf(options.loginUrl))
    .setExpirationTime(now + LIFETIME)
    .setJti(randomUUID())
    .sign(readPrivateKey(options.privateKey));
}

/** Salesforce wants its general address as audience even where the sign-in goes to a My Domain. */
export function audienceOf(loginUrl: string): string {
  const url = new URL(loginUrl);
  if (url.hostname === 'test.salesforce.com') return 'https://test.salesforce.com';
  if (url.hostname.endsWith('.sandbox.my.salesforce.com')) return 'https://test.salesforce.com';
  if (url.hostname.endsWith('.salesforce.com')) return 'https://login.salesforce.com';
  return url.origin;
}
