import { Bug, GiveUp, messageOf, Refusal, TryLater } from '#lib/errors.ts';

type Verdict =
  | { readonly is: 'passing'; readonly waitSeconds?: number }
  | { readonly is: 'ours' }
  | { readonly is: 'final'; readonly remedy: string };

const PERMISSIONS = 'Give the integration user the permission set described in the README, then run doctor.';

/** What each error code of Salesforce asks of us. Codes that sync handles itself are told apart by `salesforceCode`. */
const VERDICTS: Readonly<Record<string, Verdict>> = {
  INVALID_SESSION_ID: {
    is: 'final',
    remedy: 'Sign-in was revoked: approve the app again and check its policies.',
  },
  API_DISABLED_FOR_ORG: {
    is: 'final',
    remedy: "This Salesforce edition, or the user's profile, has no API access.",
  },
  API_CURRENTLY_DISABLED: { is: 'final', remedy: 'Enable the API for the integration user ("API Enabled").' },
  INSUFFICIENT_ACCESS: { is: 'final', remedy: PERMISSIONS },
  INSUFFICIENT_ACCESS_OR_READONLY: { is: 'final', remedy: PERMISSIONS },
  INVALID_TYPE: { is: 'final', remedy: PERMISSIONS },
  NOT_FOUND: { is: 'final', remedy: `The object or the API version is unknown to this org. ${PERMISSIONS}` },
  UNSUPPORTED_API_VERSION: { is: 'final', remedy: 'Raise SALESFORCE_API_VERSION to one this org offers.' },
  ERROR_HTTP_410: { is: 'final', remedy: 'Raise SALESFORCE_API_VERSION: the one set has been retired.' },
  TXN_SECURITY_METERING_ERROR: {
    is: 'final',
    remedy: 'Give the integration user the permission "Exempt from Transaction Security".',
  },
  /** The description is read afresh by the next run, which then leaves the field out and says so. */
  INVALID_FIELD: { is: 'passing' },
  INVALID_QUERY_LOCATOR: { is: 'passing' },
  QUERY_TIMEOUT: { is: 'passing' },
  QUERY_TOO_COMPLICATED: { is: 'passing' },
  EXCEEDED_ID_LIMIT: { is: 'passing' },
  INVALID_REPLICATION_DATE: { is: 'passing' },
  UNABLE_TO_LOCK_ROW: { is: 'passing' },
  SERVER_UNAVAILABLE: { is: 'passing' },
  UNKNOWN_EXCEPTION: { is: 'passing' },
  MALFORMED_QUERY: { is: 'ours' },
  INVALID_QUERY_FILTER_OPERATOR: { is: 'ours' },
  NUMBER_OUTSIDE_VALID_RANGE: { is: 'ours' },
};

const HOUR = 3600;

/** Turns what jsforce throws into one of our errors, told apart by what the caller should do. `doing` names the call. */
export function explainApiError(error: unknown, doing: string): Error {
  if (isOurs(error)) return error;
  const code = codeOf(error);
  const text = `${doing}: ${code ?? 'error'}: ${messageOf(error).slice(0, 500)}`;
  if (code === 'REQUEST_LIMIT_EXCEEDED') {
    // Either the day's calls are used up, or too many long requests run at this moment.
    const waitSeconds = /concurrent|longtxn/i.test(messageOf(error)) ? 300 : HOUR;
    return new TryLater(text, { cause: error, waitSeconds });
  }
  const verdict = VERDICTS[code ?? ''];
  if (verdict?.is === 'passing') return new TryLater(text, { cause: error });
  if (verdict?.is === 'final') return new GiveUp(text, { cause: error, remedy: verdict.remedy });
  return new Bug(text, { cause: error });
}

/** The Salesforce error code behind an error of ours, such as QUERY_TIMEOUT; undefined when there is none. */
export function salesforceCode(error: unknown): string | undefined {
  return error instanceof Error ? codeOf(error.cause) : undefined;
}

/** A session that has expired can be renewed; one that policy forbids cannot. */
export function isExpiredSession(error: unknown): boolean {
  return codeOf(error) === 'INVALID_SESSION_ID' && !/not valid for use|not attached/i.test(messageOf(error));
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('errorCode' in error)) return undefined;
  return typeof error.errorCode === 'string' ? error.errorCode : undefined;
}

function isOurs(error: unknown): error is Error {
  return [TryLater, GiveUp, Bug, Refusal].some((kind) => error instanceof kind);
}
