import { actions } from '#slack/blocks/button.ts';
import { section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import type { Block } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { Unclear } from './match-policy.ts';

/** One button for each pair, of which an admin presses the right one. */
const PAIRS_SHOWN = 4;
const NAMED = 4;

/** Everyone on both sides whom one address could mean. */
export function unclearLine({ people, members }: Unclear): SafeText {
  const inSalesforce = people.map(
    ({ name, email }) => mrkdwn`${escapeText(name, 60)} (${escapeText(email, 80)})`,
  );
  const inSlack = members.map(({ name, id }) => mrkdwn`${escapeText(name, 60)} (${escapeText(id)})`);
  return mrkdwn`More than one: ${listed(inSalesforce)} in Salesforce; ${listed(inSlack)} in Slack. Who is who?`;
}

export function unclearBlocks(unclear: Unclear): readonly Block[] {
  const { people, members } = unclear;
  const pairs = people
    .flatMap((person) => members.map((member) => ({ person, member })))
    .slice(0, PAIRS_SHOWN);
  const buttons = pairs.map(({ person, member }, at) => ({
    action: `${CHOOSE_ACTION}_${at}`,
    label: `${people.length > 1 ? person.name : member.name} (${people.length > 1 ? person.personId : member.id})`,
    spoken: `Confirm that ${person.name}, ${person.personId}, is ${member.name}, ${member.id}`,
    value: JSON.stringify([{ slackUserId: member.id, personId: person.personId }]),
  }));
  return [section(unclearLine(unclear)), actions(...buttons)];
}

/** Buttons in one row need names of their own. */
const CHOOSE_ACTION = 'people.choose';
export const CHOOSE_ACTIONS = Array.from({ length: PAIRS_SHOWN }, (_, at) => `${CHOOSE_ACTION}_${at}`);

function listed(all: readonly SafeText[]): SafeText {
  const more = all.length > NAMED ? [mrkdwn`${all.length - NAMED} more`] : [];
  return joinText([...all.slice(0, NAMED), ...more], mrkdwn`, `);
}
