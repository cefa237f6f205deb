import type { ScheduledMessage } from '#feature.ts';
import { aboutPerWeekWords } from '#model/interruption.ts';
import { actions, type ButtonSpec } from '#slack/blocks/button.ts';
import { isChannel } from '#slack/blocks/channel-id.ts';
import { momentToken } from '#slack/blocks/data-time.ts';
import { context, header, section } from '#slack/blocks/layout.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import type { Block, Message } from '#slack/blocks/message.ts';
import { channelName, mention } from '#slack/blocks/references.ts';
import { escapeSentence, escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';

export const COPY = 'schedules.copy';
export const EDIT = 'schedules.edit';
export const PAUSE = 'schedules.pause';
export const RESUME = 'schedules.resume';

/** Two blocks each; Home has other things to say too. */
const MOST_IN_HOME = 8;
const MOST_ON_A_PAGE = 20;
/** Characters for the lines of the text form; one more follows them. */
const TEXT_FORM = 3_600;
const TITLE = 'Scheduled messages';

/** A scheduled message and how buttons name it. */
export interface Listed {
  readonly message: ScheduledMessage;
  readonly ref: string;
}

export function pagesOf(all: readonly Listed[]): number {
  return Math.max(1, Math.ceil(all.length / MOST_ON_A_PAGE));
}

/** The section of Home. */
export function homeBlocks(
  all: readonly Listed[],
  starts: readonly Pick<ButtonSpec, 'action' | 'label'>[],
): readonly Block[] {
  const left = all.length - MOST_IN_HOME;
  const more = left > 0 ? [context(mrkdwn`${left} more: \`/attain schedules\` shows all.`)] : [];
  return [
    header(TITLE),
    section(leadOf(all)),
    ...all.slice(0, MOST_IN_HOME).flatMap(listedBlocks),
    ...more,
    ...(starts.length > 0 ? [actions(...starts)] : []),
  ];
}

/** The same as a private answer, page by page. */
export function listMessage(all: readonly Listed[], { page }: { readonly page: number }): Message {
  const from = (page - 1) * MOST_ON_A_PAGE;
  const listed = all.slice(from, from + MOST_ON_A_PAGE);
  const pages = pagesOf(all);
  const next =
    page < pages ? [mrkdwn`Page ${page} of ${pages}: \`/attain schedules ${page + 1}\` shows the next.`] : [];
  const lines = [leadOf(all), ...listed.map(({ message }) => lineOf(message))];
  return {
    text: joinText([fitLines(lines, TEXT_FORM), ...next]),
    blocks: [
      header(TITLE),
      section(leadOf(all)),
      ...listed.flatMap(listedBlocks),
      ...next.map((line) => context(line)),
    ],
  };
}

/** What its audience gets, with the word that nobody else got this one. */
export function copyMessage({ text, blocks }: Message, { audience }: ScheduledMessage): Message {
  const lead = mrkdwn`A copy for you alone of what goes to ${placeOf(audience)}.`;
  return { text: mrkdwn`${lead} ${text}`, blocks: [context(lead), ...blocks] };
}

function leadOf(all: readonly Listed[]): SafeText {
  if (all.length === 0) return mrkdwn`Nothing is posted by itself.`;
  const resting = all.filter(({ message }) => message.pause !== undefined).length;
  if (all.length === 1)
    return resting === 0 ? mrkdwn`1 message is posted by itself.` : mrkdwn`1 scheduled message, paused.`;
  if (resting === 0) return mrkdwn`${all.length} messages are posted by themselves.`;
  return mrkdwn`${all.length} scheduled messages, ${resting === all.length ? mrkdwn`all` : resting} of them paused.`;
}

function listedBlocks({ message, ref }: Listed): readonly Block[] {
  const button = (action: string, label: string): ButtonSpec => ({
    action,
    label,
    value: ref,
    spoken: `${label}: ${message.title}`,
  });
  return [
    section(lineOf(message)),
    actions(
      button(COPY, 'Send me a copy'),
      button(EDIT, 'Edit'),
      message.pause ? button(RESUME, 'Resume') : button(PAUSE, 'Pause'),
    ),
  ];
}

function lineOf({ audience, title, when, nextAt, perWeek, pause }: ScheduledMessage): SafeText {
  const paused =
    pause && mrkdwn`Paused by ${nameOf(pause.by)} since ${momentToken(pause.at)}: nothing is posted.`;
  const next = paused ?? (nextAt && mrkdwn`Next ${momentToken(nextAt)}.`);
  return joinText([
    mrkdwn`*${placeOf(capital(audience))}*: ${escapeSentence(title)}`,
    joinText([...(next ? [next] : []), mrkdwn`${escapeText(capital(when))}; ${costOf(perWeek)}.`], mrkdwn` `),
  ]);
}

/** What it costs a reader; where that was counted and nothing came up, that is said, for something may. */
function costOf(perWeek: number): SafeText {
  if (perWeek === 0) return mrkdwn`in the weeks before, nothing would have come`;
  return mrkdwn`each reader gets ${escapeText(aboutPerWeekWords(perWeek))}`;
}

function placeOf(audience: string): SafeText {
  if (isChannel(audience)) return channelName(audience);
  if (/^[UW][A-Z0-9]+$/.test(audience)) return mention(audience);
  return /^D[A-Z0-9]+$/.test(audience) ? mrkdwn`a direct message` : escapeText(audience);
}

function nameOf(by: string): SafeText {
  return by === 'cli' ? mrkdwn`the command line` : mention(by);
}

function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
