import { decodeJwt } from 'jose';
import { OAuth2 } from 'jsforce';
import { z } from 'zod';
import { GiveUp, messageOf, TryLater } from '#lib/errors.ts';
import { DEFAULT_HTTP, type HttpRules } from './http.ts';
import { useCarefulTransport } from './transport.ts';
import { longId } from './values.ts';

/** The app in the org through which people sign in as themselves; another one than the product's own. */
export interface SignInSettings {
  readonly loginUrl: string;
  readonly clientId: string;
  /** Undefined for an app that needs none: PKCE alone. */
  readonly clientSecret: string | undefined;
  /** The callback, letter by letter as the app has it. */
  readonly redirectUri: string;
}

/** Who signed in. */
export interface SalesforceIdentity {
  readonly organizationId: string;
  readonly userId: string;
}

export interface Identified {
  readonly identity: SalesforceIdentity;
  /** Why the token could not be given back; undefined where it was. */
  readonly leftOpen: string | undefined;
}

/** What ties an answer to the question it belongs to: each a random text of 43 characters. */
export interface Binding {
  readonly state: string;
  readonly nonce: string;
  /** The code verifier of PKCE, and its SHA-256 as the authorize address has it. */
  readonly verifier: string;
  readonly challenge: string;
}

/** Only who it is: the token opens no data. */
const SCOPE = 'openid';

/** Where a person goes to sign in (web-server flow, PKCE S256). */
export function authorizeAddress(settings: SignInSettings, binding: Omit<Binding, 'verifier'>): string {
  const { state, nonce, challenge } = binding;
  return clientOf(settings, DEFAULT_HTTP).getAuthorizationUrl({
    scope: SCOPE,
    state,
    nonce,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
}

const Token = z.object({
  access_token: z.string().min(1),
  /** Ends in /organization id/user id. */
  id: z.string(),
  id_token: z.string().min(1),
});
const Claims = z.object({
  sub: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  nonce: z.string(),
});

/**
 * Exchanges a code for who it is, and gives the token back at once: nothing of it is kept. The answer comes straight from
 * the token endpoint over TLS, which is what vouches for it (OpenID Connect Core 3.1.3.7, 6).
 * @throws GiveUp where Salesforce refuses or answers something else, TryLater where it is out of reach.
 */
export async function identify(
  settings: SignInSettings,
  { code, nonce, verifier }: Pick<Binding, 'nonce' | 'verifier'> & { readonly code: string },
  http: Partial<HttpRules> = {},
): Promise<Identified> {
  const client = clientOf(settings, { ...DEFAULT_HTTP, timeout: TIMEOUT, ...http });
  const answer: unknown = await client
    .requestToken(code, { code_verifier: verifier })
    .catch((error: unknown) => {
      throw refusal(error);
    });
  const token = Token.safeParse(answer);
  if (!token.success)
    throw new GiveUp('Salesforce answered a sign-in with something else.', { cause: token.error });
  const leftOpen = await client.revokeToken(token.data.access_token).then(() => undefined, messageOf);
  return { identity: identityOf(token.data, { clientId: settings.clientId, nonce }), leftOpen };
}

/** A person waits at their browser. */
const TIMEOUT = 20_000;

/** Who a token belongs to. @throws GiveUp where it was given for something else. */
export function identityOf(
  { id, id_token }: Pick<z.infer<typeof Token>, 'id' | 'id_token'>,
  { clientId, nonce }: { readonly clientId: string; readonly nonce: string },
): SalesforceIdentity {
  const claims = Claims.safeParse(claimsOf(id_token));
  if (!claims.success) throw new GiveUp('The sign-in does not say who it was.', { cause: claims.error });
  const { sub, aud, nonce: given } = claims.data;
  if (given !== nonce || ![aud].flat().includes(clientId))
    throw new GiveUp('The sign-in belongs to another question.');
  const [said, also] = [idsIn(sub), idsIn(id)];
  if (!said || said.userId !== also?.userId || said.organizationId !== also.organizationId)
    throw new GiveUp('The sign-in does not say who it was.');
  return said;
}

function claimsOf(idToken: string): unknown {
  try {
    return decodeJwt(idToken);
  } catch (error) {
    throw new GiveUp('The sign-in does not say who it was.', { cause: error });
  }
}

function idsIn(address: string): SalesforceIdentity | undefined {
  const [, organization, user] = /\/(00D[A-Za-z0-9]{12,15})\/(005[A-Za-z0-9]{12,15})$/.exec(address) ?? [];
  if (organization === undefined || user === undefined) return undefined;
  return { organizationId: longId(organization), userId: longId(user) };
}

function clientOf(
  { loginUrl, clientId, clientSecret, redirectUri }: SignInSettings,
  http: HttpRules,
): OAuth2 {
  const secret = clientSecret === undefined ? {} : { clientSecret };
  const client = new OAuth2({ loginUrl, clientId, redirectUri, ...secret });
  // A code is good once: it is never sent twice.
  useCarefulTransport(client, { ...http, repeatPosts: false });
  return client;
}

function refusal(error: unknown): Error {
  if (error instanceof TryLater || error instanceof GiveUp) return error;
  const code = error instanceof Error ? error.name : 'unknown';
  return new GiveUp(`Salesforce refused the sign-in of a person (${code}: ${messageOf(error)}).`, {
    cause: error,
    remedy:
      'Check SALESFORCE_SIGN_IN_CLIENT_ID and SALESFORCE_SIGN_IN_CLIENT_SECRET, and the callback of that app.',
  });
}
