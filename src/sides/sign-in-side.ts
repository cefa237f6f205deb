import type { SalesforceSide } from '#app/core.ts';
import type { SignInSide } from '#app/sign-in.ts';
import type { Config } from '#config.ts';

/**
 * Where people sign in to Salesforce: as configured; by itself where Slack and Salesforce are both served here; else
 * nowhere.
 */
export function signInSideOf({
  config,
  salesforce,
  web,
}: {
  readonly config: Pick<Config, 'signIn' | 'slack' | 'salesforce'>;
  readonly salesforce: Pick<SalesforceSide, 'settings'>;
  readonly web: { readonly url: string };
}): SignInSide | undefined {
  const { loginUrl } = salesforce.settings;
  if (config.signIn) return { ...config.signIn, loginUrl };
  if (config.slack !== undefined || config.salesforce !== undefined) return undefined;
  return { publicUrl: web.url, loginUrl, clientId: LOCAL_CLIENT, clientSecret: undefined };
}

/** The local Salesforce lets any client in. */
const LOCAL_CLIENT = 'local-sign-in';
