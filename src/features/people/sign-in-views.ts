import { actions } from '#slack/blocks/button.ts';
import { context, section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import { type Block, type Message, note } from '#slack/blocks/message.ts';
import { link, mention } from '#slack/blocks/references.ts';
import { endSentence, escapeText, mrkdwn } from '#slack/blocks/text.ts';

export const SIGN_IN = 'people.sign_in';

/** The private answer with the address at which a person signs in. */
export function signInMessage(address: string): Message {
  const words = mrkdwn`${link(address, 'Sign in to Salesforce')} to link your Slack account. The address is for you alone; it is good once, for ten minutes.`;
  const small = mrkdwn`Attain learns who you are and nothing more. Do not pass the address on.`;
  return { text: joinText([words, small]), blocks: [section(words), context(small)] };
}

/** What somebody is told who is linked already. */
export function alreadyMessage(name: string): Message {
  return note(
    mrkdwn`You are linked to ${escapeText(name, 60)} in Salesforce. Is that somebody else? Ask an admin of Attain to change it.`,
  );
}

/** The message after a sign-in that led to a link. */
export function linkedMessage(name: string): Message {
  return note(
    mrkdwn`You are linked to ${escapeText(name, 60)} in Salesforce. Type \`/attain\` to see where you stand.`,
  );
}

/** What an admin is told of a sign-in that only they can decide. */
export function waitsMessage({
  slackUserId,
  slackName,
  personName,
}: {
  readonly slackUserId: string;
  /** Undefined where Slack does not tell it; then each reader's Slack shows it. */
  readonly slackName: string | undefined;
  readonly personName: string;
}): Message {
  const account = slackName === undefined ? mention(slackUserId) : escapeText(slackName, 60);
  return note(
    mrkdwn`${account} in Slack signed in to Salesforce as ${endSentence(escapeText(personName, 60))} Nothing is linked: the addresses differ, or one of the two is linked to somebody else. \`/attain people\` shows both.`,
  );
}

/** In Home, for whoever is linked to nobody. */
export function homeBlocks(): readonly Block[] {
  return [
    section(mrkdwn`Signing in to Salesforce once links you, too.`),
    actions({ action: SIGN_IN, label: 'Link my account', style: 'primary' }),
  ];
}
