import type { Coming, Commitment } from '#feature.ts';
import { FOREVER } from '#model/placement.ts';
import { line } from '#slack/blocks/button.ts';
import { context, header, section } from '#slack/blocks/layout.ts';
import { fitLines } from '#slack/blocks/lines.ts';
import type { Block } from '#slack/blocks/message.ts';
import { endSentence, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { Next } from './next.ts';
import type { Presence } from './presence.ts';
import { agreedWords, dayWords } from './words.ts';

/** Enough for a telephone; the rest is counted. */
const MOST_AGREED = 5;
const MOST_COMING = 6;

/** What a person's own page says below their figures. */
export interface OwnPage {
  readonly presence: Presence;
  readonly places: readonly SafeText[];
  readonly next: Next | undefined;
  /** Agreed and open, the soonest first, without the next step. */
  readonly commitments: readonly Commitment[];
  /** Of their own that need a look, beside the next step. */
  readonly moreDeals: number;
  /** The soonest first. */
  readonly coming: readonly Coming[];
}

export function ownBlocks(page: OwnPage): readonly Block[] {
  const { presence, places, coming } = page;
  return [
    header('What is next'),
    ...presenceWords(presence).map((words) => section(words)),
    ...nextBlocks(page),
    ...(places.length === 0 ? [] : [section(fitLines(places))]),
    ...agreedBlocks(page),
    ...comingBlocks(coming),
  ];
}

function presenceWords({ awayUntil, isRamping }: Presence): readonly SafeText[] {
  if (awayUntil === FOREVER) return [mrkdwn`You are on leave. No nudges come meanwhile.`];
  if (awayUntil !== undefined)
    return [
      mrkdwn`You are on leave and back on ${dayWords(Temporal.PlainDate.from(awayUntil))}. No nudges come meanwhile.`,
    ];
  return isRamping ? [mrkdwn`You are ramping up: for now a part of the quota is asked of you.`] : [];
}

function nextBlocks({ next, moreDeals }: OwnPage): readonly Block[] {
  if (next === undefined)
    return [
      section(
        mrkdwn`Nothing of your own asks for you: no open deal of yours needs a look, and nothing you agreed on is due this week.`,
      ),
    ];
  const isOne = moreDeals === 1;
  const deals = isOne ? mrkdwn`1 more deal needs` : mrkdwn`${moreDeals} more deals need`;
  const them = isOne ? mrkdwn`it` : mrkdwn`them`;
  const more =
    moreDeals > 0 ? [context(mrkdwn`${deals} a look: \`/attain digest mine\` names ${them}.`)] : [];
  return [nextLine(next), ...more];
}

function nextLine(next: Next): Block {
  return next.kind === 'commitment'
    ? withAction(mrkdwn`*Next:* ${agreedWords(next.commitment)}`, next.commitment.action)
    : withAction(mrkdwn`*Next:* look at ${next.risk.words}`, next.risk.action);
}

function agreedBlocks({ commitments }: OwnPage): readonly Block[] {
  if (commitments.length === 0) return [];
  const more = commitments.length - MOST_AGREED;
  return [
    section(mrkdwn`*Agreed and open*`),
    ...commitments.slice(0, MOST_AGREED).map((one) => withAction(agreedWords(one), one.action)),
    ...(more > 0 ? [context(mrkdwn`${more} more: \`/attain coaching\`.`)] : []),
  ];
}

function comingBlocks(coming: readonly Coming[]): readonly Block[] {
  if (coming.length === 0) return [];
  const shown = coming.slice(0, MOST_COMING);
  const more = coming.length - shown.length;
  const words = ({ on, words: what }: Coming) => endSentence(mrkdwn`${dayWords(on)}: ${what}`);
  // Lines without a button stand together, as long as no other comes between.
  const blocks: Block[] = [];
  let plain: SafeText[] = [mrkdwn`*What is coming*`];
  for (const one of shown) {
    if (one.action === undefined) {
      plain.push(words(one));
      continue;
    }
    if (plain.length > 0) blocks.push(section(fitLines(plain)));
    plain = [];
    blocks.push(line(words(one), one.action));
  }
  if (plain.length > 0) blocks.push(section(fitLines(plain)));
  return more > 0 ? [...blocks, context(mrkdwn`${more} more later.`)] : blocks;
}

function withAction(text: SafeText, action: Commitment['action']): Block {
  return action ? line(text, action) : section(text);
}
