import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { authorizeAddress, identify, identityOf } from '#salesforce/sign-in.ts';
import { longId } from '#salesforce/values.ts';
import { stand } from '../sandbox/salesforce/support.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ORG = '00D000000000009AAA';
const ADA = '005000000000001AAA';
const BINDING = { state: 's'.repeat(43), nonce: 'n'.repeat(43), verifier: 'v'.repeat(43) };
/** SHA-256 of the verifier, computed apart. */
const CHALLENGE = '7w_YNF9DSfIdPf_pRjSq646_kPr-2-o9NAl16JGghdM';
const CALLBACK = 'http://127.0.0.1:9/salesforce/callback';

function token(claims: Readonly<Record<string, unknown>> = {}) {
  const said = { sub: `https://login.salesforce.com/id/${ORG}/${ADA}`, aud: 'app', nonce: 'n', ...claims };
  return new SignJWT(said).setProtectedHeader({ alg: 'RS256' }).sign(privateKey);
}

describe('who signed in', () => {
  const asked = { clientId: 'app', nonce: 'n' };
  const id = `https://login.salesforce.com/id/${ORG}/${ADA}`;

  it('is said twice by Salesforce, with ids of 15 or 18 characters', async () => {
    const [organizationId, userId] = [longId(ORG.slice(0, 15)), longId(ADA.slice(0, 15))];
    const short = `https://login.salesforce.com/id/${ORG.slice(0, 15)}/${ADA.slice(0, 15)}`;
    const long = `https://login.salesforce.com/id/${organizationId}/${userId}`;
    expect(identityOf({ id: short, id_token: await token({ sub: long }) }, asked)).toEqual({
      organizationId,
      userId,
    });
  });

  it.each([
    ['for another question', { nonce: 'other' }, id],
    ['for another app', { aud: 'other' }, id],
    ['of nobody', { sub: 'https://login.salesforce.com/' }, id],
    ['of one and of another', {}, `https://login.salesforce.com/id/${ORG}/005000000000002AAA`],
    ['of one org and of another', {}, `https://login.salesforce.com/id/00D000000000008AAA/${ADA}`],
  ])('is not believed %s', async (_, claims, said) => {
    const id_token = await token(claims);
    expect(() => identityOf({ id: said, id_token }, asked)).toThrow(/does not say|another question/);
  });

  it('is not believed of what is no token', () => {
    expect(() => identityOf({ id, id_token: 'x.y.z' }, asked)).toThrow('does not say who it was');
  });
});

describe('the way to Salesforce and back', () => {
  async function codeFor(challenge: string) {
    const clients = [{ clientId: 'app', redirectUris: [CALLBACK] }];
    const { server } = await stand(undefined, { auth: { clients } });
    const settings = {
      loginUrl: server.url,
      clientId: 'app',
      clientSecret: undefined,
      redirectUri: CALLBACK,
    };
    const address = authorizeAddress(settings, { ...BINDING, challenge });
    const answer = await fetch(address, { method: 'POST', body: `user=${ADA}`, redirect: 'manual' });
    const back = new URL(answer.headers.get('location') ?? '');
    return { settings, back, code: back.searchParams.get('code') ?? '' };
  }

  it('brings the state back, and a code that says who it is, once', async () => {
    const { settings, back, code } = await codeFor(CHALLENGE);
    expect(`${back.origin}${back.pathname} ${back.searchParams.get('state')}`).toBe(
      `${CALLBACK} ${BINDING.state}`,
    );
    expect(await identify(settings, { ...BINDING, code })).toEqual({
      identity: { organizationId: ORG, userId: ADA },
      leftOpen: undefined,
    });
    await expect(identify(settings, { ...BINDING, code })).rejects.toThrow('invalid authorization code');
  });

  it('is closed to who has the code without the verifier, or asks for another callback', async () => {
    const { settings, code } = await codeFor(CHALLENGE);
    await expect(identify(settings, { ...BINDING, verifier: 'x'.repeat(43), code })).rejects.toThrow(
      'invalid code verifier',
    );
    const other = { ...settings, redirectUri: 'http://127.0.0.1:9/other' };
    const asked = await fetch(authorizeAddress(other, { ...BINDING, challenge: CHALLENGE }));
    expect([asked.status, await asked.text()]).toEqual([
      400,
      expect.stringContaining('redirect_uri_mismatch'),
    ]);
  });

  it('leads from the local Salesforce to this machine only', async () => {
    const { server } = await stand();
    const settings = { loginUrl: server.url, clientId: 'any', clientSecret: undefined };
    const away = authorizeAddress(
      { ...settings, redirectUri: 'https://evil.example/' },
      { ...BINDING, challenge: CHALLENGE },
    );
    expect((await fetch(away)).status).toBe(400);
  });
});
