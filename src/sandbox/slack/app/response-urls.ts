import { randomBytes } from 'node:crypto';

/** Where the answers to a response_url go: the person, the channel, and the message it came from. */
export interface ResponseTarget {
  readonly user: string;
  readonly channel: string;
  /** The message whose button was pressed; none for a slash command. */
  readonly message?: { readonly ts: string; readonly ephemeral: boolean };
}

type Redeemed =
  | { readonly ok: true; readonly target: ResponseTarget }
  | { readonly ok: false; readonly error: 'used_url' | 'expired_url' };

/** Response URLs: five answers within thirty minutes. */
export interface ResponseUrls {
  /** Returns the path of a new response_url. */
  issue(target: ResponseTarget): string;
  redeem(token: string): Redeemed;
}

interface Options {
  readonly uses: number;
  readonly lifeMs: number;
  readonly strict: boolean;
  readonly machineNow: () => number;
}

export function createResponseUrls(options: Options): ResponseUrls {
  const issued = new Map<string, { target: ResponseTarget; at: number; uses: number }>();
  const forgetOld = () => {
    for (const [token, url] of issued) {
      if (options.machineNow() - url.at > 2 * options.lifeMs) issued.delete(token);
    }
  };
  return {
    issue(target) {
      forgetOld();
      const token = randomBytes(12).toString('base64url');
      issued.set(token, { target, at: options.machineNow(), uses: 0 });
      return `/response/${token}`;
    },
    redeem(token) {
      const url = issued.get(token);
      if (!url) return { ok: false, error: 'expired_url' };
      if (options.strict && options.machineNow() - url.at > options.lifeMs)
        return { ok: false, error: 'expired_url' };
      if (options.strict && url.uses >= options.uses) return { ok: false, error: 'used_url' };
      url.uses += 1;
      return { ok: true, target: url.target };
    },
  };
}
