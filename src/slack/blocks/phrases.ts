import { escapeText, mrkdwn, shorten, type SafeText } from './text.ts';
import { LIMITS } from './limits.ts';

const TOKEN_UNSAFE = /[|^]/g;

/** A mention, which notifies: only for a person who must act. */
export function mention(slackUserId: string): SafeText {
  return slackReference('@', slackUserId);
}

/** A channel by name, as each reader may see it. */
export function channelLink(channelId: string): SafeText {
  return slackReference('#', channelId);
}

/** A moment in each reader's own zone; `fallback` is what clients show that cannot. */
export function dateToken(
  instant: Temporal.Instant,
  fallback: string,
  format = '{date_short_pretty} {time}',
): SafeText {
  const seconds = Math.floor(instant.epochMilliseconds / 1000);
  const pattern = escapeText(format.replace(TOKEN_UNSAFE, ''));
  return mrkdwn`<!date^${seconds}^${pattern}|${escapeText(fallback.replace(TOKEN_UNSAFE, ' '))}>`;
}

/** Joins safe texts by a separator of ours, a line break unless told otherwise. */
export function joinText(parts: readonly SafeText[], separator: SafeText = mrkdwn`\n`): SafeText {
  return parts.reduce((all, part) => (all === '' ? part : mrkdwn`${all}${separator}${part}`), mrkdwn``);
}

/**
 * As many lines as fit into `length` characters, and a last line that says how many were left out.
 * Used for the text form of long boards.
 */
export function fitLines(lines: readonly SafeText[], length: number = LIMITS.sectionText): SafeText {
  const whole = joinText(lines);
  if ([...whole].length <= length) return whole;
  const room = length - [...moreLines(lines.length)].length - 1;
  let used = 0;
  const kept = lines.filter((line) => {
    used += [...line].length + 1;
    return used <= room;
  });
  return joinText([...kept, moreLines(lines.length - kept.length)]);
}

function moreLines(count: number): SafeText {
  return mrkdwn`… and ${escapeText(count.toLocaleString('en-US'))} more`;
}

function slackReference(sign: '@' | '#', id: string): SafeText {
  const clean = shorten(id.replace(/[^A-Z0-9]/g, ''), 32);
  return sign === '@' ? mrkdwn`<@${escapeText(clean)}>` : mrkdwn`<#${escapeText(clean)}>`;
}
