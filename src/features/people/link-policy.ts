import type { Absence } from '#slack/directory.ts';
import type { EndReason } from '#store/link-tables.ts';

/** How the two sides of a link stand; undefined is what nobody could find out. */
export interface LinkSides {
  readonly isActiveInSalesforce: boolean;
  /** Why they are no full member in Slack; `none` for a member. */
  readonly absence: Absence | 'none' | undefined;
}

/** Why a link holds no longer; undefined while it does. What could not be found out ends nothing. */
export function whyLinkEnds({ isActiveInSalesforce, absence }: LinkSides): EndReason | undefined {
  if (!isActiveInSalesforce) return 'salesforce_deactivated';
  switch (absence) {
    case undefined:
    case 'none':
      return undefined;
    case 'guest':
      return 'slack_guest';
    case 'elsewhere':
      return 'slack_elsewhere';
    case 'deactivated':
    case 'bot':
      return 'slack_deactivated';
  }
}

/** Why, in words that follow "because". */
export const END_WORDS: Readonly<Record<EndReason, string>> = {
  slack_deactivated: 'the Slack account was deactivated',
  slack_guest: 'they became a guest in Slack',
  slack_elsewhere: 'they left this workspace for another',
  salesforce_deactivated: 'the Salesforce user was deactivated',
  taken_away: 'an admin took it away',
  moved: 'an admin linked the Slack account to somebody else',
};
