import { randomBytes } from 'node:crypto';

interface Session {
  readonly userId: string;
}

export interface RefreshGrant {
  readonly userId: string;
  readonly clientId: string;
}

/** What a person signed in for: the code that says so is exchanged once. */
export interface CodeGrant {
  readonly userId: string;
  readonly clientId: string;
  readonly redirectUri: string;
  /** The S256 challenge of PKCE; null where the client sent none. */
  readonly challenge: string | null;
  readonly scope: string;
  readonly nonce: string | null;
}

/** Access and refresh tokens given out since the start; a restart forgets them all, as an expiry would. */
export class Tokens {
  readonly #orgId: string;
  readonly #sessions = new Map<string, Session>();
  readonly #refresh = new Map<string, RefreshGrant>();
  readonly #codes = new Map<string, CodeGrant>();

  constructor(orgId: string) {
    this.#orgId = orgId;
  }

  open(userId: string): string {
    const token = `${this.#orgId.slice(0, 15)}!${randomBytes(32).toString('base64url')}`;
    this.#sessions.set(token, { userId });
    return token;
  }

  session(token: string): Session | undefined {
    return this.#sessions.get(token);
  }

  openRefresh(grant: RefreshGrant): string {
    const token = `5Aep${randomBytes(32).toString('base64url')}`;
    this.#refresh.set(token, grant);
    return token;
  }

  refreshGrant(token: string): RefreshGrant | undefined {
    return this.#refresh.get(token);
  }

  openCode(grant: CodeGrant): string {
    const code = `aPrx${randomBytes(32).toString('base64url')}`;
    this.#codes.set(code, grant);
    return code;
  }

  /** What a code was given for; it is good once, also for who may not have it. */
  takeCode(code: string): CodeGrant | undefined {
    const grant = this.#codes.get(code);
    this.#codes.delete(code);
    return grant;
  }

  /** Ends one token of either kind; false when it was not known. */
  revoke(token: string): boolean {
    const wasSession = this.#sessions.delete(token);
    return this.#refresh.delete(token) || wasSession;
  }

  /** Ends all sessions; with `refresh` all refresh tokens too. */
  revokeAll({ refresh }: { readonly refresh: boolean }): void {
    this.#sessions.clear();
    if (refresh) this.#refresh.clear();
  }
}
