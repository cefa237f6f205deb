import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { Honoured } from './names.ts';

const NAME_LENGTH = 60;
/** More names than this in one line are not read. */
const MOST_OF_A_DEAL = 4;

/** "1 deal", "3 deals" */
export function dealsWords(count: number): SafeText {
  return count === 1 ? mrkdwn`1 deal` : mrkdwn`${count} deals`;
}

/** "Ana Silva and somebody in the team of Vera Holt won" */
export function wonByWords(who: readonly Honoured[]): SafeText {
  return mrkdwn`${listWords(who, MOST_OF_A_DEAL)} won`;
}

/** "Ana Silva, Li Wei and 2 more": each named once, and who may not be named as one of a team. */
export function listWords(who: readonly Honoured[], most: number): SafeText {
  const all = [...new Map(who.map((one) => [JSON.stringify(one), one])).values()].toSorted(
    (a, b) => Number(a.kind === 'unnamed') - Number(b.kind === 'unnamed'),
  );
  const shown = all.slice(0, all.length > most ? most - 1 : most).map(personWords);
  const left = all.length - shown.length;
  const words = left === 0 ? shown : [...shown, mrkdwn`${left} more`];
  const last = words.at(-1) ?? mrkdwn`Somebody`;
  const before = words.slice(0, -1);
  if (before.length === 0) return last;
  const list = before.reduce((some, one) => mrkdwn`${some}, ${one}`);
  return mrkdwn`${list} and ${last}`;
}

function personWords(one: Honoured, at: number): SafeText {
  if (one.kind === 'named') return escapeText(one.name, NAME_LENGTH) || mrkdwn`–`;
  const somebody = at === 0 ? mrkdwn`Somebody` : mrkdwn`somebody`;
  return one.team === undefined
    ? somebody
    : mrkdwn`${somebody} in the team of ${escapeText(one.team, NAME_LENGTH)}`;
}
