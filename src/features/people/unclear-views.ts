import { actions } from '#slack/blocks/button.ts';
import { section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import type { Block } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn, plainText, type SafeText } from '#slack/blocks/text.ts';
import type { Unclear } from './match-policy.ts';

/** One button for each pair, of which an admin presses the right one. */
const PAIRS_SHOWN = 4;
const NAMED = 4;

/** Everyone on both sides whom one address could mean. */
export function unclearLine({ people, members }: Unclear): SafeText {
  const inSalesforce = people.map(
    (person) => mrkdwn`${escapeText(person.name, 60)} (${escapeText(addressesOf(person), 160)})`,
  );
  const inSlack = members.map(
    (member) => mrkdwn`${escapeText(member.name, 60)} (${escapeText(member.email ?? member.id, 80)})`,
  );
  return mrkdwn`More than one: ${listed(inSalesforce)} in Salesforce; ${listed(inSlack)} in Slack. Who is who?`;
}

export function unclearBlocks(unclear: Unclear): readonly Block[] {
  const { people, members } = unclear;
  const pairs = people
    .flatMap((person) => members.map((member) => ({ person, member })))
    .slice(0, PAIRS_SHOWN);
  const buttons = pairs.map(({ person, member }, at) => ({
    action: `${CHOOSE_ACTION}_${at}`,
    label: labelOf(unclear, { person, member }),
    spoken: `Confirm ${pairOf({ person, member }, 30)}`,
    value: JSON.stringify([{ slackUserId: member.id, personId: person.personId }]),
  }));
  return [section(unclearLine(unclear)), actions(...buttons)];
}

/** A user name is one person's alone, where a name and an e-mail may be several people's. */
function ownOf({ username, personId }: Unclear['people'][number]): string {
  return username ?? personId;
}

/** The e-mail, and the user name where that is another. */
function addressesOf(person: Unclear['people'][number]): string {
  const own = ownOf(person);
  return [...new Set([person.email, own])].filter((one) => one !== '').join(', ');
}

interface Choice {
  readonly person: Unclear['people'][number];
  readonly member: Unclear['members'][number];
}

/** The side that is to be chosen. A name gives way, for what is in brackets tells two of one name apart. */
function labelOf({ people, members }: Unclear, choice: Choice): string {
  const { person, member } = choice;
  if (people.length > 1 && members.length > 1) return pairOf(choice, 34);
  const [name, own] =
    people.length > 1 ? [person.name, ownOf(person)] : [member.name, member.email ?? member.id];
  return `${plainText(name, 24)} (${plainText(own, 48)})`;
}

/** Both sides by what is theirs alone, each in at most so many characters. */
function pairOf({ person, member }: Choice, each: number): string {
  return `${plainText(ownOf(person), each)} is ${plainText(member.email ?? member.id, each)}`;
}

/** Buttons in one row need names of their own. */
const CHOOSE_ACTION = 'people.choose';
export const CHOOSE_ACTIONS = Array.from({ length: PAIRS_SHOWN }, (_, at) => `${CHOOSE_ACTION}_${at}`);

function listed(all: readonly SafeText[]): SafeText {
  const more = all.length > NAMED ? [mrkdwn`${all.length - NAMED} more`] : [];
  return joinText([...all.slice(0, NAMED), ...more], mrkdwn`, `);
}
