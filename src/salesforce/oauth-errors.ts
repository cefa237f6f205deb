import { GiveUp, messageOf, TryLater } from '#lib/errors.ts';
import type { Grant } from './settings.ts';

interface Advice {
  readonly when: RegExp;
  readonly remedy: string;
}

/** What Salesforce says at its token endpoint ("code: description"), and what a person does about it. */
const ADVICE: readonly Advice[] = [
  {
    when: /invalid signature|invalid_signature/i,
    remedy: 'SALESFORCE_PRIVATE_KEY does not belong to the certificate stored in the External Client App.',
  },
  {
    when: /hasn'?t approved this consumer/i,
    remedy:
      'In the External Client App\'s policies choose "Admin approved users are pre-authorized" and add the integration ' +
      'user through a permission set.',
  },
  {
    when: /audience is invalid/i,
    remedy: 'Set SALESFORCE_LOGIN_URL to the address of the org: production and sandbox have different ones.',
  },
  {
    when: /expired authorization code|invalid assertion|assertion.*expired/i,
    remedy:
      "Check this machine's clock: Salesforce refuses a sign-in request that is minutes old or from the future.",
  },
  {
    when: /expired access\/refresh token|inactive user|user.*inactive/i,
    remedy:
      'Sign-in was revoked or the user deactivated: activate the integration user and approve the app again.',
  },
  {
    when: /no client credentials user|client credentials.*(not|user)/i,
    remedy: 'In the app\'s policies allow the client credentials flow and set the "Run As" user.',
  },
  {
    when: /request not supported on this domain/i,
    remedy: 'Client credentials work only with SALESFORCE_LOGIN_URL set to the My Domain address of the org.',
  },
  {
    when: /^invalid_client_id|client identifier invalid|^invalid_client\b|invalid client credentials/i,
    remedy:
      'Check SALESFORCE_CLIENT_ID (and SALESFORCE_CLIENT_SECRET); a new app takes up to ten minutes to be known.',
  },
  {
    when: /invalid_app_access|app.*blocked|not.*admin approved|uninstalled/i,
    remedy:
      'Install or approve the app in the org, and give the integration user the permission set that allows it.',
  },
  {
    when: /ip restricted|ip.*range/i,
    remedy:
      "Add this machine's address to the trusted ranges, or relax IP restrictions in the app's policies.",
  },
  {
    when: /authentication failure|invalid_grant|user.*not found/i,
    remedy:
      'Check SALESFORCE_USERNAME and that the user may use the app; sandbox user names end in the sandbox name.',
  },
];

/** Turns a refused sign-in into GiveUp with its remedy; a passing trouble stays TryLater. */
export function explainSignInError(error: unknown, grant: Grant): Error {
  if (error instanceof TryLater || error instanceof GiveUp) return error;
  const code = error instanceof Error ? error.name : 'unknown';
  const said = `${code}: ${messageOf(error)}`;
  const advice = ADVICE.find(({ when }) => when.test(said) || when.test(messageOf(error)));
  const way = grant.kind === 'jwt_bearer' ? `as ${grant.username}` : 'with client credentials';
  return new GiveUp(`Salesforce refused the sign-in ${way} (${said}).`, {
    cause: error,
    remedy: advice?.remedy ?? 'Check the SALESFORCE_ settings against the External Client App in Setup.',
  });
}
