import type { SalesforceIdentity } from '#salesforce/sign-in.ts';

/** What is known when somebody comes back from Salesforce. */
export interface SignedIn {
  readonly identity: SalesforceIdentity;
  /** The org this installation reads. */
  readonly organizationId: string;
  readonly isFullMember: boolean;
  /** Who signed in, where we know them. */
  readonly person: { readonly id: string; readonly isActive: boolean } | undefined;
  /** Whether the e-mail in Slack is one of that person's. */
  readonly doAddressesAgree: boolean;
  /** Whom this Slack account is linked to now. */
  readonly linkedTo: string | null;
  /** Whose Slack account that person is linked to now. */
  readonly linkedBy: string | null;
  readonly slackUserId: string;
}

/**
 * How a sign-in ends. `waits` is for an admin to decide: somebody may have been talked into signing in at an address that
 * was made for somebody else, and no link is ever changed by a sign-in.
 */
export type SignInEnd =
  | 'linked'
  | 'linked_before'
  | 'waits'
  | 'account_taken'
  | 'person_taken'
  | 'guest'
  | 'other_org'
  | 'unknown_person'
  | 'inactive';

export function decideSignIn(facts: SignedIn): SignInEnd {
  const { person, linkedTo, linkedBy, slackUserId } = facts;
  if (!facts.isFullMember) return 'guest';
  if (facts.identity.organizationId !== facts.organizationId) return 'other_org';
  if (person === undefined) return 'unknown_person';
  if (!person.isActive) return 'inactive';
  if (linkedTo === person.id) return 'linked_before';
  if (linkedTo !== null) return 'account_taken';
  if (linkedBy !== null && linkedBy !== slackUserId) return 'person_taken';
  return facts.doAddressesAgree ? 'linked' : 'waits';
}

/** Whether an admin is asked to look. */
export function isForAdmin(end: SignInEnd): boolean {
  return end === 'waits' || end === 'account_taken' || end === 'person_taken';
}
