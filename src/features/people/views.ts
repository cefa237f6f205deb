import { actions } from '#slack/blocks/button.ts';
import { context, header, section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import type { Block, Message } from '#slack/blocks/message.ts';
import { dayToken, mention } from '#slack/blocks/references.ts';
import { escapeText, mrkdwn, plainText, type SafeText } from '#slack/blocks/text.ts';
import { CORRECT, CORRECTIONS } from './correction-views.ts';
import type { Pair } from './links.ts';
import type { Unclear } from './match-policy.ts';
import type { LinkCounts } from './store.ts';
import { unclearBlocks, unclearLine } from './unclear-views.ts';

/** A link to be confirmed, with what a person needs to judge it. */
export interface Proposal extends Pair {
  readonly personName: string;
  readonly email: string;
  /** Undefined where Slack does not tell it. */
  readonly slackName: string | undefined;
}

interface End {
  /** What follows "because". */
  readonly why: string;
  readonly endedAt: Temporal.Instant;
}

/** A link that ended. */
export interface Ended extends End {
  readonly personName: string;
}

export interface PeopleOverview {
  readonly counts: LinkCounts;
  readonly proposals: readonly Proposal[];
  /** Proposals for whom a link ended before. */
  readonly returning: readonly (Proposal & End)[];
  /** People who signed in to Salesforce and are linked to nobody by that. */
  readonly waiting: readonly Proposal[];
  /** Addresses that several people or several Slack accounts have. */
  readonly unclear: readonly Unclear[];
  readonly unmatched: number;
  /** The latest links that ended. */
  readonly ended: readonly Ended[];
}

export const CONFIRM_ACTION = 'people.confirm';
/** Few enough to read before confirming, and to fit into one button's value. */
const BATCH = 10;
const OTHERS_SHOWN = 3;

/** Who is linked and what waits for an admin; `done` says what was just confirmed. */
export function peopleMessage(overview: PeopleOverview, done?: SafeText): Message {
  const batch = overview.proposals.slice(0, BATCH);
  const returning = overview.returning.slice(0, OTHERS_SHOWN);
  const waiting = overview.waiting.slice(0, OTHERS_SHOWN);
  const unclear = overview.unclear.slice(0, OTHERS_SHOWN);
  const lines = [...(done ? [done] : []), countLine(overview.counts), ...restLines(overview, batch.length)];
  const ended =
    overview.ended.length > 0 ? [mrkdwn`*Links that ended*`, ...overview.ended.map(endedLine)] : [];
  return {
    text: joinText([
      ...lines,
      ...waiting.map(waitingLine),
      ...batch.map(proposalLine),
      ...returning.map(returningLine),
      ...unclear.map(unclearLine),
      ...ended,
    ]),
    blocks: [
      header('People'),
      section(joinText(lines)),
      ...waiting.flatMap((one) => [section(waitingLine(one)), confirmOne(one)]),
      ...batch.flatMap((one) => [section(proposalLine(one)), confirmOne(one)]),
      ...(batch.length > 1 ? [confirmAll(batch)] : []),
      ...returning.flatMap((one) => [section(returningLine(one)), confirmOne(one)]),
      ...unclear.flatMap((one) => unclearBlocks(one)),
      ...(ended.length > 0 ? [section(joinText(ended))] : []),
      actions({ action: CORRECT, label: 'Correct…' }, { action: CORRECTIONS, label: 'Corrections' }),
      context(
        mrkdwn`An e-mail alone never opens anyone's figures: a link is confirmed by an admin, or by signing in to Salesforce.`,
      ),
    ],
  };
}

export function confirmedWords(pairs: number): SafeText {
  return pairs === 1 ? mrkdwn`Done: 1 person is linked.` : mrkdwn`Done: ${pairs} people are linked.`;
}

function countLine({ linked, people }: LinkCounts): SafeText {
  const who = people === 1 ? mrkdwn`person` : mrkdwn`people`;
  const are = linked === 1 ? mrkdwn`is` : mrkdwn`are`;
  return mrkdwn`*${linked} of ${people}* ${who} in Salesforce ${are} linked to Slack.`;
}

function restLines(overview: PeopleOverview, shown: number): readonly SafeText[] {
  const { proposals, returning, waiting, unclear, unmatched } = overview;
  const can = mrkdwn`${proposals.length} can be linked by their e-mail${proposals.length > shown ? mrkdwn`; the first ${shown} are below` : mrkdwn``}.`;
  const back = mrkdwn`${returning.length} ${returning.length === 1 ? mrkdwn`was` : mrkdwn`were`} linked before and can be confirmed again${firstOf(returning)}.`;
  const signed = mrkdwn`${waiting.length} signed in to Salesforce; you decide${firstOf(waiting)}.`;
  const several = mrkdwn`${unclear.length} ${unclear.length === 1 ? mrkdwn`address stands` : mrkdwn`addresses stand`} for more than one${firstOf(unclear)}.`;
  const missing = mrkdwn`${unmatched} ${unmatched === 1 ? mrkdwn`has` : mrkdwn`have`} no Slack account with the same e-mail. Link them with \`npm run attain -- people link EMAIL SLACK_ID\`.`;
  return [
    ...(waiting.length > 0 ? [signed] : []),
    ...(proposals.length > 0 ? [can] : []),
    ...(returning.length > 0 ? [back] : []),
    ...(unclear.length > 0 ? [several] : []),
    ...(unmatched > 0 ? [missing] : []),
  ];
}

function firstOf(all: readonly unknown[]): SafeText {
  return all.length > OTHERS_SHOWN ? mrkdwn`; the first ${OTHERS_SHOWN} are below` : mrkdwn``;
}

function proposalLine(one: Proposal): SafeText {
  return mrkdwn`${escapeText(one.personName, 60)} (${emailOf(one)}) is ${accountOf(one)} in Slack`;
}

function returningLine(one: Proposal & End): SafeText {
  return mrkdwn`${proposalLine(one)}: was linked until ${dayToken(one.endedAt)}, because ${escapeText(one.why)}`;
}

function waitingLine(one: Proposal): SafeText {
  return mrkdwn`${accountOf(one)} in Slack signed in to Salesforce as ${escapeText(one.personName, 60)} (${emailOf(one)}). Ask them before you confirm: a sign-in address can be passed on.`;
}

function endedLine({ personName, why, endedAt }: Ended): SafeText {
  return mrkdwn`${escapeText(personName, 60)}: ${dayToken(endedAt)}, because ${escapeText(why)}`;
}

/** The account by name; where Slack does not tell it, as each reader's Slack shows it. */
function accountOf({ slackName, slackUserId }: Proposal): SafeText {
  return slackName === undefined ? mention(slackUserId) : escapeText(slackName, 60);
}

/** What Salesforce knows of how to write to them; that there is nothing is said. */
function emailOf({ email }: Proposal): SafeText {
  return email === '' ? mrkdwn`no e-mail in Salesforce` : escapeText(email, 80);
}

function confirmOne(proposal: Proposal): Block {
  return actions({
    action: CONFIRM_ACTION,
    label: 'Confirm',
    spoken: `Confirm that ${spokenName(proposal.personName)} is ${spokenName(proposal.slackName ?? 'a Slack account')}`,
    value: pairsValue([proposal]),
  });
}

/** Short enough for both to be heard. */
function spokenName(name: string): string {
  return plainText(name, 28);
}

function confirmAll(batch: readonly Proposal[]): Block {
  return actions({
    action: `${CONFIRM_ACTION}_all`,
    label: `Confirm all ${batch.length}`,
    style: 'primary',
    value: pairsValue(batch),
    confirm: {
      title: 'Link these people?',
      text: `${batch.length} people will see their own figures and those of the people below them.`,
      yes: 'Link them',
      no: 'Not yet',
    },
  });
}

function pairsValue(pairs: readonly Pair[]): string {
  return JSON.stringify(pairs.map(({ slackUserId, personId }) => ({ slackUserId, personId })));
}
