import { lengthOf, LIMITS } from './limits.ts';
import { closeIsolate, escapeText, mrkdwn, type SafeText } from './text.ts';

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
  if (lengthOf(whole) <= length) return whole;
  const room = length - lengthOf(moreLines(lines.length)) - 1;
  let used = 0;
  const kept = lines.filter((line) => {
    used += lengthOf(line) + 1;
    return used <= room;
  });
  return joinText([...kept, moreLines(lines.length - kept.length)]);
}

/** "1 more is not shown", "4,900 more are not shown": what a list says that ends before its end. */
export function notShown(count: number): SafeText {
  return count === 1
    ? mrkdwn`1 more is not shown`
    : mrkdwn`${escapeText(count.toLocaleString('en-US'))} more are not shown`;
}

function moreLines(count: number): SafeText {
  return mrkdwn`… and ${escapeText(count.toLocaleString('en-US'))} more`;
}

/**
 * At most `length` characters of a safe text, cut between lines or words, never inside an entity or a link,
 * with an ellipsis for the rest.
 */
export function shortenSafe(text: SafeText, length: number): SafeText {
  if (lengthOf(text) <= length) return text;
  const tokens = text.match(/<[^>]*>|&\w+;|\s|[^<&\s]{1,20}|./gsu) ?? [];
  // Room for the ellipsis, and for the end of a name that runs from right to left.
  let used = 2;
  let kept = mrkdwn``;
  for (const token of tokens) {
    used += lengthOf(token);
    if (used > length) break;
    kept = mrkdwn`${kept}${part(token)}`;
  }
  return mrkdwn`${closeIsolate(kept)}…`;
}

/** A whole token of a safe text is as safe as the text was. */
function part(token: string): SafeText {
  return token as SafeText;
}
