import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { machineNow } from '#lib/clock.ts';

/** Seconds. */
const LIFETIME = 120;
let key: KeyObject | undefined;

/** Says who signed in, as the scope `openid` has it: signed with a key of this run. */
export function idToken(claims: {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
  readonly nonce: string | null;
}): Promise<string> {
  const { issuer, subject, audience, nonce } = claims;
  key ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const now = Math.floor(machineNow() / 1000);
  return new SignJWT(nonce === null ? {} : { nonce })
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(issuer)
    .setSubject(subject)
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + LIFETIME)
    .sign(key);
}
