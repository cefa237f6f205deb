import { Refusal } from '#lib/errors.ts';
import { LONGEST_GRANT } from '#model/policy/grants.ts';
import { GIVEN_ROLES, type GivenRole } from '#model/policy/terms.ts';

/** What an admin wants of the roles; people as Slack mentions them. */
export type RoleWish =
  | { readonly kind: 'list' }
  | {
      readonly kind: 'give' | 'end';
      readonly role: GivenRole;
      readonly user: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'stand-in' | 'grant';
      /** Who gets the right. */
      readonly user: string;
      /** Who is away, or whose figures they are. */
      readonly about: string;
      /** The last day it holds, included. */
      readonly until: Temporal.PlainDate;
      readonly reason: string;
    }
  | { readonly kind: 'end-grant'; readonly id: bigint };

const USER = '<@([UW][A-Z0-9]+)(?:\\|[^>]*)?>';
const ROLE = new RegExp(`^(give|end)\\s+(\\w+)\\s+${USER}\\s+(\\S[^]{0,300})$`);
const GRANT = new RegExp(
  `^(stand-in|grant)\\s+${USER}\\s+for\\s+${USER}\\s+until\\s+(\\S+)\\s+(\\S[^]{0,300})$`,
);

export const ROLE_HELP = [
  `/attain roles give exec @person because … (exec, or another of ${GIVEN_ROLES.join(', ')})`,
  '/attain roles end exec @person because …',
  '/attain roles stand-in @deputy for @manager until 2026-12-24 because … (30 days at most)',
  `/attain roles grant @reader for @person until 2026-12-24 because … (${LONGEST_GRANT} days at most)`,
  '/attain roles end-grant 3 (the number is the one in /attain roles)',
];

/** Reads what was typed after roles. @throws Refusal that shows how it is written */
export function readRoleWish(text: string): RoleWish {
  const words = text.trim();
  if (words === '' || words === 'list') return { kind: 'list' };
  const [, step, name, user = '', reason = ''] = ROLE.exec(words) ?? [];
  const role = GIVEN_ROLES.find((one) => one === name);
  if ((step === 'give' || step === 'end') && role) return { kind: step, role, user, reason };
  const [, kind, holder = '', about = '', until = '', why = ''] = GRANT.exec(words) ?? [];
  if (kind === 'stand-in' || kind === 'grant')
    return { kind, user: holder, about, until: dayOf(until), reason: why };
  const [, id] = /^end-grant\s+(\d{1,15})$/.exec(words) ?? [];
  if (id !== undefined) return { kind: 'end-grant', id: BigInt(id) };
  throw new Refusal('I cannot read that.', `It is written like this: ${ROLE_HELP.join(' · ')}`);
}

function dayOf(text: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    throw new Refusal(`"${text}" is no day.`, 'Write it as 2026-12-24.');
  }
}
