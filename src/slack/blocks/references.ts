import { dayIn, dayWords } from '#lib/days.ts';
import { LIMITS } from './limits.ts';
import { escapeText, mrkdwn, type SafeText } from './text.ts';

const TOKEN_UNSAFE = /[|^]/g;

/** A mention, which notifies: only for a person who must act. */
export function mention(slackUserId: string): SafeText {
  return slackReference('@', slackUserId);
}

/** A channel by name, as each reader may see it. */
export function channelName(channelId: string): SafeText {
  return slackReference('#', channelId);
}

/** A link to a web address of ours or of the CRM; anything that is no web address stays plain text. */
export function link(url: string, label: string): SafeText {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) return escapeText(label);
  const target = escapeText(parsed.href.replaceAll('|', '%7C'), LIMITS.sectionText);
  return mrkdwn`<${target}|${escapeText(label.replaceAll('|', ' '))}>`;
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

/** The day of a moment in each reader's own zone: "Nov 18, 2026". */
export function dayToken(instant: Temporal.Instant): SafeText {
  return dateToken(instant, dayWords(dayIn('UTC', instant)), '{date_short}');
}

function slackReference(sign: '@' | '#', id: string): SafeText {
  const name = escapeText(id);
  if (!/^[A-Z0-9]{2,40}$/.test(id)) return name;
  return sign === '@' ? mrkdwn`<@${name}>` : mrkdwn`<#${name}>`;
}
