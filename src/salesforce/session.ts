import { type Connection, OAuth2 } from 'jsforce';
import { z } from 'zod';
import { machineNow } from '#lib/clock.ts';
import { GiveUp, TryLater } from '#lib/errors.ts';
import { signAssertion } from './assertion.ts';
import type { HttpRules } from './http.ts';
import { explainSignInError } from './oauth-errors.ts';
import type { SalesforceSettings } from './settings.ts';
import { useCarefulTransport } from './transport.ts';
import { longId } from './values.ts';

const Token = z.object({
  access_token: z.string().min(1),
  instance_url: z.url(),
  /** Ends in /organization id/user id. Salesforce always says it; a stand-in may not, or may say something else. */
  id: z
    .string()
    .regex(/\/[A-Za-z0-9]{15,18}\/[A-Za-z0-9]{15,18}$/)
    .optional()
    .catch(undefined),
});

export type Token = z.infer<typeof Token>;

/** Milliseconds within which a second renewal is refused: a token that dies at once would renew for ever. */
const SHORTEST_LIFE = 10_000;

/** Asks the token endpoint for access. Throws GiveUp with the remedy when refused, TryLater when out of reach. */
export async function signIn(settings: SalesforceSettings, http: HttpRules): Promise<Token> {
  const { loginUrl, clientId, grant } = settings;
  const secret = grant.kind === 'client_credentials' ? { clientSecret: grant.clientSecret } : {};
  const oauth = new OAuth2({ loginUrl, clientId, ...secret });
  useCarefulTransport(oauth, { ...http, repeatPosts: true });
  const request = await grantParameters(settings);
  let answer: unknown;
  try {
    answer = await oauth.requestToken(request);
  } catch (error) {
    throw explainSignInError(error, grant);
  }
  const token = Token.safeParse(answer);
  if (token.success) return token.data;
  throw new TryLater('Salesforce answered the sign-in with something that is not a token.', {
    cause: token.error,
  });
}

async function grantParameters(
  settings: SalesforceSettings,
): Promise<{ grant_type: string; [name: string]: string }> {
  const { grant, clientId, loginUrl } = settings;
  if (grant.kind === 'client_credentials') return { grant_type: 'client_credentials' };
  const assertion = await signAssertion({ ...grant, clientId, loginUrl });
  return { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion };
}

/**
 * Keeps one connection signed in. Renewal is ours and not jsforce's, which loops without end on a token that is refused
 * again, loses the reason of a refusal, and repeats the call at the old address when the org has moved.
 */
export class Session {
  readonly #connection: Connection;
  readonly #renew: () => Promise<Token>;
  #renewing: Promise<void> | undefined;
  #renewedAt = -Infinity;

  constructor(connection: Connection, renew: () => Promise<Token>) {
    this.#connection = connection;
    this.#renew = renew;
  }

  /** Uses a token from now on; returns the id of the organization it belongs to, where the token says it. */
  adopt(token: Token): string | undefined {
    const connection = this.#connection;
    connection.accessToken = token.access_token;
    connection.instanceUrl = token.instance_url.replace(/\/$/, '');
    if (token.id === undefined) return undefined;
    const [organizationId = '', id = ''] = token.id.split('/').slice(-2);
    connection.userInfo = { id, organizationId, url: token.id };
    return longId(organizationId);
  }

  /** Replaces a refused token; calls that find it already replaced, or being replaced, share the new one. */
  async replace(refused: string | null | undefined): Promise<void> {
    if (this.#renewing) return this.#renewing;
    if (this.#connection.accessToken !== refused) return;
    if (machineNow() - this.#renewedAt < SHORTEST_LIFE) throw diesAtOnce();
    this.#renewing = this.#replaceNow();
    try {
      await this.#renewing;
    } finally {
      this.#renewing = undefined;
    }
  }

  async #replaceNow(): Promise<void> {
    this.adopt(await this.#renew());
    this.#renewedAt = machineNow();
  }
}

function diesAtOnce(): GiveUp {
  return new GiveUp('Salesforce refuses the very token it has just given us.', {
    remedy:
      'Check session policies, login hours and IP ranges of the integration user, then start the sync again.',
  });
}
