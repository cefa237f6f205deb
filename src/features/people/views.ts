import { actions } from '#slack/blocks/button.ts';
import { context, header, section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import type { Block, Message } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { CORRECT, CORRECTIONS } from './correction-views.ts';
import type { Pair } from './links.ts';
import type { LinkCounts } from './store.ts';

/** A link to be confirmed, with what a person needs to judge it. */
export interface Proposal extends Pair {
  readonly personName: string;
  readonly email: string;
  readonly slackName: string;
}

export interface PeopleOverview {
  readonly counts: LinkCounts;
  readonly proposals: readonly Proposal[];
  /** E-mails that several people or several Slack accounts have. */
  readonly ambiguous: readonly string[];
  readonly unmatched: number;
}

export const CONFIRM_ACTION = 'people.confirm';
/** Few enough to read before confirming, and to fit into one button's value. */
const BATCH = 10;
const AMBIGUOUS_SHOWN = 5;

/** Who is linked and what waits for the installer; `done` says what was just confirmed. */
export function peopleMessage(overview: PeopleOverview, done?: SafeText): Message {
  const batch = overview.proposals.slice(0, BATCH);
  const lines = [...(done ? [done] : []), countLine(overview.counts), ...restLines(overview, batch.length)];
  return {
    text: joinText([...lines, ...batch.map(proposalLine)]),
    blocks: [
      header('People'),
      section(joinText(lines)),
      ...batch.flatMap(proposalBlocks),
      ...(batch.length > 1 ? [confirmAll(batch)] : []),
      actions({ action: CORRECT, label: 'Correct…' }, { action: CORRECTIONS, label: 'Corrections' }),
      context(mrkdwn`An e-mail alone never opens anyone's figures: each link is confirmed by you.`),
    ],
  };
}

export function confirmedWords(pairs: number): SafeText {
  return pairs === 1 ? mrkdwn`Done: 1 person is linked.` : mrkdwn`Done: ${pairs} people are linked.`;
}

function countLine({ linked, people }: LinkCounts): SafeText {
  return mrkdwn`*${linked} of ${people}* people in Salesforce are linked to Slack.`;
}

function restLines({ proposals, ambiguous, unmatched }: PeopleOverview, shown: number): readonly SafeText[] {
  const waiting = mrkdwn`${proposals.length} can be linked by their e-mail${proposals.length > shown ? mrkdwn`; the first ${shown} are below` : mrkdwn``}.`;
  const several = ambiguous.slice(0, AMBIGUOUS_SHOWN).map((email) => escapeText(email));
  const more = ambiguous.length > several.length ? [mrkdwn`${ambiguous.length - several.length} more`] : [];
  const unclear = mrkdwn`Used more than once: ${joinText([...several, ...more], mrkdwn`, `)}.`;
  const missing = mrkdwn`${unmatched} have no Slack account with the same e-mail. Link them with \`npm run attain -- people link EMAIL SLACK_ID\`.`;
  return [
    ...(proposals.length > 0 ? [waiting] : []),
    ...(ambiguous.length > 0 ? [unclear] : []),
    ...(unmatched > 0 ? [missing] : []),
  ];
}

function proposalLine({ personName, email, slackName }: Proposal): SafeText {
  return mrkdwn`${escapeText(personName, 60)} (${escapeText(email, 80)}) is ${escapeText(slackName, 60)} in Slack`;
}

function proposalBlocks(proposal: Proposal): readonly Block[] {
  return [
    section(proposalLine(proposal)),
    actions({
      action: CONFIRM_ACTION,
      label: 'Confirm',
      spoken: `Confirm that ${proposal.personName} is ${proposal.slackName}`,
      value: pairsValue([proposal]),
    }),
  ];
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
