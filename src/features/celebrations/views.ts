import { formatMoney, type Money } from '#lib/money.ts';
import { WHOEVER_ASKS, whyButton } from '#metrics/why-button.ts';
import { actions } from '#slack/blocks/button.ts';
import { dataTimeLine } from '#slack/blocks/data-time.ts';
import { context, section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import { type Block, type Message, note } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { smallestOf } from './celebration.ts';
import type { Content, Honour } from './content.ts';
import { dealsWords, listWords, wonByWords } from './sentences.ts';

/** Asks how the amounts of a message came about. */
export const COUNTED = 'celebrations.counted';

/** Beyond this many lines nobody reads on; the rest is counted. */
const MOST_LINES = 10;
const NAME_LENGTH = 80;

/**
 * What a channel reads of deals won close together: with their names and amounts, or who won how many. Undefined where
 * none of them is won any more before anybody has read of it; where it stands already, it is taken back kindly.
 */
export function wonMessage(content: Content, says: 'deals' | 'people'): Message | undefined {
  const { honours, isThere } = content;
  if (honours.length === 0) return isThere ? note(waitsWords(content)) : undefined;
  const [head, ...lines] = says === 'deals' ? dealLines(honours) : peopleLines(honours);
  const footer = footerOf(content, says);
  return {
    text: joinText([mrkdwn`${head} :tada:`, ...lines, footer]),
    blocks: [section(joinText([mrkdwn`*${head}* :tada:`, ...lines])), whyOf(content, says), context(footer)],
  };
}

/** "This deal is open again; the celebration waits with it." */
function waitsWords({ waiting }: Content): SafeText {
  const areOpen = waiting.length > 0 && waiting.every(({ isOpen }) => isOpen);
  if (!areOpen) return mrkdwn`What was celebrated here has changed in Salesforce; the celebration waits.`;
  return waiting.length === 1
    ? mrkdwn`This deal is open again; the celebration waits with it.`
    : mrkdwn`These deals are open again; the celebration waits with them.`;
}

function dealLines(honours: readonly Honour[]): readonly [SafeText, ...SafeText[]] {
  const [first] = honours;
  if (first !== undefined && honours.length === 1)
    return [mrkdwn`${wonByWords(first.who)} ${dealText(first)}`];
  const total = totalWords(honours);
  const lines = honours.slice(0, MOST_LINES).map((one) => mrkdwn`• ${wonByWords(one.who)} ${dealText(one)}`);
  const more = honours.length - lines.length;
  return [
    mrkdwn`${dealsWords(honours.length)} won${total}`,
    ...lines,
    ...(more > 0 ? [mrkdwn`… and ${dealsWords(more)} more`] : []),
  ];
}

/** "Acme renewal: $40,000" */
function dealText({ deal: { name, amount } }: Honour): SafeText {
  const worth = amount === undefined ? mrkdwn`` : mrkdwn`: ${money(amount)}`;
  return mrkdwn`${escapeText(name, NAME_LENGTH)}${worth}`;
}

/** What all of them bring; nothing where their amounts do not add up to one. */
function totalWords(honours: readonly Honour[]): SafeText {
  const amounts = honours.flatMap(({ deal }) => deal.amount ?? []);
  const [first] = amounts;
  if (first === undefined || amounts.some(({ currency }) => currency !== first.currency)) return mrkdwn``;
  const minor = amounts.reduce((sum, one) => sum + one.minor, 0n);
  const without = honours.length - amounts.length;
  const rest = without === 0 ? mrkdwn`` : mrkdwn`, ${without} of them without an amount`;
  return mrkdwn`, ${money({ ...first, minor })} together${rest}`;
}

function peopleLines(honours: readonly Honour[]): readonly [SafeText] {
  const who = honours.flatMap((one) => one.who);
  const deals = honours.length === 1 ? mrkdwn`a deal` : dealsWords(honours.length);
  return [mrkdwn`${listWords(who, MOST_LINES)} won ${deals}`];
}

function footerOf({ celebration, dataTime }: Content, says: 'deals' | 'people'): SafeText {
  const smallest = smallestOf(celebration);
  const size =
    says === 'people'
      ? mrkdwn`Names and amounts of deals are not said here.`
      : smallest.minor === 0n
        ? mrkdwn`This channel celebrates every deal won, once.`
        : mrkdwn`This channel celebrates deals from ${money(smallest)}, each once.`;
  return joinText([mrkdwn`${dataTimeLine(dataTime)} ${size}`]);
}

/** How each amount came about, and what whoever reads it has won themselves: the figure that such a deal counts in. */
function whyOf({ period, postId }: Content, says: 'deals' | 'people'): Block {
  if (period === undefined) return context(mrkdwn`These deals count in no quarter.`);
  const metric = says === 'deals' ? 'bookings' : 'deals_won';
  const value = String(postId);
  const label = says === 'deals' ? 'Why are my bookings what they are?' : 'Why are my deals what they are?';
  const own = whyButton({ metric, period, kind: 'person', id: WHOEVER_ASKS }, { label });
  return says === 'deals' ? actions({ action: COUNTED, label: 'How this counts', value }, own) : actions(own);
}

function money(amount: Money): SafeText {
  return escapeText(formatMoney(amount));
}
