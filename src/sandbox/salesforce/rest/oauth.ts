import { createHash } from 'node:crypto';
import { compactVerify, decodeJwt, decodeProtectedHeader, importSPKI } from 'jose';
import { z } from 'zod';
import { machineNow } from '#lib/clock.ts';
import type { Org } from '#sandbox/salesforce/org/org.ts';
import { json, type Reply } from './exchange.ts';
import { idToken } from './id-token.ts';
import type { Platform } from './platform.ts';
import type { CodeGrant } from './tokens.ts';

/** An app registered in the org. Without any, every client is let in. */
interface RegisteredClient {
  readonly clientId: string;
  readonly clientSecret?: string;
  /** PEM (SPKI) of the certificate's public key; a JWT assertion must be signed with its private half. */
  readonly publicKey?: string;
  /** Users who are pre-authorized for the app; anyone when left out. */
  readonly usernames?: readonly string[];
  /** Where people who sign in may be sent back to; anywhere on this machine when left out. */
  readonly redirectUris?: readonly string[];
}

export interface AuthOptions {
  readonly clients?: readonly RegisteredClient[];
  /** Whether a refresh token dies when used and a new one comes back. Default true. */
  readonly rotateRefreshTokens?: boolean;
}

/** The user behind sessions that name no user of the org. */
export const INTEGRATION_USER = '005000000000000AAA';
const LOGIN_HOSTS = ['https://login.salesforce.com', 'https://test.salesforce.com'];

const claims = z.object({ iss: z.string().min(1), sub: z.string().min(1), aud: z.string(), exp: z.number() });

/** An answer of the token endpoint that is not a token. */
class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly error: string;
  constructor(error: string, description: string) {
    super(description);
    this.error = error;
  }
}

type Form = URLSearchParams;
type Granted = { readonly userId: string; readonly refreshToken?: string; readonly signedIn?: CodeGrant };

/** POST /services/oauth2/token. */
export async function answerToken(platform: Platform, form: Form, auth: AuthOptions): Promise<Reply> {
  try {
    const { userId, refreshToken, signedIn } = await grant(platform, form, auth);
    const { id: orgId } = platform.org.facts;
    const refresh = refreshToken === undefined ? {} : { refresh_token: refreshToken };
    const issuedAt = String(platform.clock.now().epochMilliseconds);
    const id = `${platform.url()}/id/${orgId}/${userId}`;
    const token = {
      access_token: platform.tokens.open(userId),
      token_type: 'Bearer',
      scope: signedIn?.scope ?? 'api',
      ...refresh,
      ...(await openIdOf(platform, `${LOGIN_HOSTS[0]}/id/${orgId}/${userId}`, signedIn)),
    };
    return json({ ...token, instance_url: platform.url(), id, issued_at: issuedAt });
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    return json({ error: error.error, error_description: error.message }, 400);
  }
}

/** What the scope `openid` adds. */
async function openIdOf(platform: Platform, subject: string, signedIn: CodeGrant | undefined) {
  if (!signedIn?.scope.split(' ').includes('openid')) return {};
  const { clientId: audience, nonce } = signedIn;
  return { id_token: await idToken({ issuer: platform.url(), subject, audience, nonce }) };
}

/** POST /services/oauth2/revoke. */
export function answerRevoke({ tokens }: Platform, form: Form): Reply {
  if (tokens.revoke(form.get('token') ?? '')) return { status: 200, body: '' };
  return json(
    { error: 'unsupported_token_type', error_description: 'this token type is not supported' },
    400,
  );
}

async function grant(platform: Platform, form: Form, auth: AuthOptions): Promise<Granted> {
  switch (form.get('grant_type') ?? '') {
    case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
      return grantForAssertion(platform, form.get('assertion') ?? '', auth);
    case 'client_credentials':
      checkClient(form, auth);
      return { userId: INTEGRATION_USER };
    case 'authorization_code':
      checkClient(form, auth);
      return grantForCode(platform, form);
    case 'refresh_token':
      checkClient(form, auth);
      return grantForRefresh(platform, form.get('refresh_token') ?? '', auth);
    default:
      throw new OAuthError('unsupported_grant_type', 'grant type not supported');
  }
}

async function grantForAssertion(platform: Platform, assertion: string, auth: AuthOptions): Promise<Granted> {
  const { iss, sub, aud, exp } = readAssertion(assertion);
  const client = auth.clients?.find(({ clientId }) => clientId === iss);
  if (auth.clients !== undefined && client === undefined) {
    throw new OAuthError('invalid_client_id', 'client identifier invalid');
  }
  if (client?.publicKey !== undefined) await checkSignature(assertion, client.publicKey);
  if (![...LOGIN_HOSTS, platform.url()].includes(aud.replace(/\/$/, ''))) {
    throw new OAuthError('invalid_grant', 'audience is invalid');
  }
  // The caller may sign with the machine's clock while business time was moved: either may vouch for it.
  const nowMs = Math.min(machineNow(), platform.clock.now().epochMilliseconds);
  if (exp * 1000 <= nowMs) throw new OAuthError('invalid_grant', 'expired authorization code');
  const isApproved = client?.usernames === undefined || client.usernames.includes(sub);
  if (!isApproved) throw new OAuthError('invalid_grant', "user hasn't approved this consumer");
  return { userId: userNamed(platform.org, sub) };
}

function readAssertion(assertion: string): z.infer<typeof claims> {
  try {
    if (decodeProtectedHeader(assertion).alg !== 'RS256')
      throw new OAuthError('invalid_grant', 'invalid assertion');
    return claims.parse(decodeJwt(assertion));
  } catch {
    throw new OAuthError('invalid_grant', 'invalid assertion');
  }
}

/** Only the signature: times and audience are judged by the org's own clock and address. */
async function checkSignature(assertion: string, publicKey: string): Promise<void> {
  try {
    await compactVerify(assertion, await importSPKI(publicKey, 'RS256'), { algorithms: ['RS256'] });
  } catch {
    throw new OAuthError('invalid_grant', 'invalid assertion');
  }
}

function checkClient(form: Form, { clients }: AuthOptions): void {
  if (clients === undefined) return;
  const client = clients.find(({ clientId }) => clientId === form.get('client_id'));
  if (client === undefined) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  if (client.clientSecret !== undefined && client.clientSecret !== form.get('client_secret')) {
    throw new OAuthError('invalid_client', 'invalid client credentials');
  }
}

function grantForCode({ tokens }: Platform, form: Form): Granted {
  const signedIn = tokens.takeCode(form.get('code') ?? '');
  if (signedIn === undefined) throw new OAuthError('invalid_grant', 'invalid authorization code');
  const { userId, clientId, redirectUri, challenge } = signedIn;
  if (clientId !== form.get('client_id')) throw new OAuthError('invalid_grant', 'invalid authorization code');
  if (redirectUri !== form.get('redirect_uri'))
    throw new OAuthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
  const verifier = form.get('code_verifier') ?? '';
  const given = createHash('sha256').update(verifier).digest('base64url');
  if (challenge !== null && challenge !== given)
    throw new OAuthError('invalid_grant', 'invalid code verifier');
  return { userId, signedIn };
}

function grantForRefresh({ tokens }: Platform, token: string, auth: AuthOptions): Granted {
  const known = tokens.refreshGrant(token);
  if (known === undefined) throw new OAuthError('invalid_grant', 'expired access/refresh token');
  if (auth.rotateRefreshTokens === false) return { userId: known.userId };
  tokens.revoke(token);
  return { userId: known.userId, refreshToken: tokens.openRefresh(known) };
}

function userNamed(org: Org, username: string): string {
  const users = org.table('User');
  for (const row of users?.rows() ?? []) {
    if (users?.cell(row, 'Username') === username) return users.idOf(row);
  }
  return INTEGRATION_USER;
}
