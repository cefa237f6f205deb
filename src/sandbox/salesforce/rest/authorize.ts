import type { Org } from '#sandbox/salesforce/org/org.ts';
import { type AuthOptions, INTEGRATION_USER } from './oauth.ts';
import { authorizePage, complaintPage, type SignInUser } from './authorize-page.ts';
import type { Incoming } from './dispatch.ts';
import type { Reply } from './exchange.ts';
import type { Platform } from './platform.ts';

/**
 * GET and POST /services/oauth2/authorize: a page on which anybody at this machine signs in as any active user of the org.
 * It sends people on to this machine only.
 */
export function answerAuthorize(platform: Platform, incoming: Incoming, auth: AuthOptions): Reply {
  const asked = incoming.url.searchParams;
  const problem = problemOf(asked, incoming, auth);
  if (problem !== undefined) return page(complaintPage(problem), 400);
  const users = activeUsers(platform.org);
  if (incoming.method !== 'POST') return page(authorizePage(platform.org.facts.name, users), 200);
  const chosen = new URLSearchParams(incoming.body).get('user') ?? '';
  const user = users.find(({ id }) => id === chosen);
  if (chosen === 'deny')
    return sendBack(asked, { error: 'access_denied', error_description: 'end-user denied authorization' });
  if (user === undefined) return page(authorizePage(platform.org.facts.name, users), 200);
  const code = platform.tokens.openCode({
    userId: user.id,
    clientId: asked.get('client_id') ?? '',
    redirectUri: asked.get('redirect_uri') ?? '',
    challenge: asked.get('code_challenge'),
    scope: asked.get('scope') ?? 'id',
    nonce: asked.get('nonce'),
  });
  return sendBack(asked, { code });
}

function problemOf(asked: URLSearchParams, { url }: Incoming, { clients }: AuthOptions): string | undefined {
  const redirect = asked.get('redirect_uri') ?? '';
  if (!isHere(url.href)) return 'This page is for this machine alone.';
  if (asked.get('response_type') !== 'code') return 'unsupported_response_type: response type not supported';
  if (!URL.canParse(redirect) || !isHere(redirect))
    return 'redirect_uri_mismatch: it must be on this machine';
  const client = clients?.find(({ clientId }) => clientId === asked.get('client_id'));
  if (clients !== undefined && client === undefined) return 'invalid_client_id: client identifier invalid';
  if (client?.redirectUris && !client.redirectUris.includes(redirect))
    return 'redirect_uri_mismatch: redirect_uri must match configuration';
  const method = asked.get('code_challenge_method');
  return asked.has('code_challenge') && method !== 'S256'
    ? 'invalid_request: code challenge method'
    : undefined;
}

function isHere(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function activeUsers(org: Org): readonly SignInUser[] {
  const table = org.table('User');
  return [...(table?.rows() ?? [])]
    .map((row) => ({
      id: table?.idOf(row) ?? INTEGRATION_USER,
      name: table?.cell(row, 'Name') ?? '',
      username: table?.cell(row, 'Username') ?? table?.cell(row, 'Email') ?? '',
      isActive: table?.cell(row, 'IsActive') !== 'false',
    }))
    .filter(({ isActive, name }) => isActive && name !== '')
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

function sendBack(asked: URLSearchParams, answer: Readonly<Record<string, string>>): Reply {
  const back = new URL(asked.get('redirect_uri') ?? '');
  const state = asked.get('state');
  for (const [name, value] of Object.entries({ ...answer, ...(state === null ? {} : { state }) }))
    back.searchParams.set(name, value);
  return { status: 302, body: '', headers: { location: back.href } };
}

function page(body: string, status: number): Reply {
  return { status, body, type: 'text/html;charset=UTF-8' };
}
