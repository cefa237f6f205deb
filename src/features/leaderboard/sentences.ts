import type { Subject } from '#model/figure.ts';
import { formatFigure } from '#metrics/figure-text.ts';
import { isOver, periodWords } from '#metrics/period-text.ts';
import { joinText } from '#slack/blocks/lines.ts';
import { escapeText, mrkdwn, plainText, type SafeText } from '#slack/blocks/text.ts';
import { movementWords } from './movement.ts';
import { shownPlaces } from './privacy-policy.ts';
import type { BoardContent, Place } from './standings.ts';

const NAME_LENGTH = 60;
const NAMES_SHOWN = 3;
const LAST_RANK_NAMED = 3;
const NOUNS = {
  person: { one: mrkdwn`person`, many: mrkdwn`people` },
  team: { one: mrkdwn`team`, many: mrkdwn`teams` },
  territory: { one: mrkdwn`territory`, many: mrkdwn`territories` },
} as const;

/** "Dana Cole leads in bookings this week with $42,000, then Ana Li and Li Wei with $30,000 each." */
export function summarySentence(content: BoardContent): SafeText {
  const [leaders, ...others] = tieGroups(shownPlaces(content.standings, content.spec.rows));
  if (!leaders) return nobodySentence(content);
  const what = mrkdwn`in ${metricWord(content)} ${when(content)}`;
  const followers = others.filter(([place]) => (place?.rank ?? 0) <= LAST_RANK_NAMED).map(withValue);
  const rest = followers.length === 0 ? mrkdwn`` : mrkdwn`, then ${joinText(followers, mrkdwn` and `)}`;
  return mrkdwn`${names(leaders)} ${verb(content, leaders.length)} ${what} with ${valueEach(leaders)}${rest}.`;
}

/** Those who hold no place, counted and never named. */
export function unrankedSentences(content: BoardContent): readonly SafeText[] {
  const { withoutAny, tooFew, unranked, apart } = content.standings;
  const metric = metricWord(content);
  const yet = isOver(content.period, content.today) ? mrkdwn`` : mrkdwn` yet`;
  const none = mrkdwn`${counted(content, withoutAny)} ${hasHave(withoutAny)} no ${metric}${yet} ${when(content)}.`;
  const few = mrkdwn`${counted(content, tooFew)} ${hasHave(tooFew)} fewer than ${content.metric.minimumSample} deals to go by, too few to be ranked.`;
  return [
    ...(withoutAny > 0 ? [none] : []),
    ...(tooFew > 0 ? [few] : []),
    ...(apart > 0
      ? [mrkdwn`${counted(content, apart)} ${apart === 1 ? mrkdwn`is` : mrkdwn`are`} not ranked here.`]
      : []),
    ...[...unranked].map(([reason, count]) => mrkdwn`${counted(content, count)}: ${escapeText(reason)}.`),
  ];
}

/** A row in words: "2. Ana Li: $30,000 (up 1)". */
export function placeLine(place: Place): SafeText {
  const { rank, figure, share, movement } = place;
  const quota = share ? mrkdwn`, ${escapeText(formatFigure(share))} of quota` : mrkdwn``;
  const moved = movement ? mrkdwn` (${escapeText(movementWords(movement))})` : mrkdwn``;
  return mrkdwn`${rank}. ${nameOf(place)}: ${escapeText(formatFigure(figure))}${quota}${moved}`;
}

/** "7 more people are ranked below these." */
export function moreSentence({ spec }: BoardContent, count: number): SafeText {
  const { one, many } = NOUNS[spec.by];
  return count === 1
    ? mrkdwn`1 more ${one} is ranked below these.`
    : mrkdwn`${numberText(count)} more ${many} are ranked below these.`;
}

/** "7 people", "1 team" */
function counted({ spec }: BoardContent, count: number): SafeText {
  return mrkdwn`${numberText(count)} ${count === 1 ? NOUNS[spec.by].one : NOUNS[spec.by].many}`;
}

function numberText(count: number): SafeText {
  return escapeText(count.toLocaleString('en-US'));
}

function nobodySentence(content: BoardContent): SafeText {
  const nobody = { person: mrkdwn`Nobody`, team: mrkdwn`No team`, territory: mrkdwn`No territory` }[
    content.spec.by
  ];
  const over = isOver(content.period, content.today);
  return mrkdwn`${nobody} ${over ? mrkdwn`had` : mrkdwn`has`} ${metricWord(content)} ${over ? mrkdwn`` : mrkdwn`yet `}${when(content)}.`;
}

function withValue(group: readonly Place[]): SafeText {
  return mrkdwn`${names(group)} with ${valueEach(group)}`;
}

function valueEach(group: readonly Place[]): SafeText {
  const figure = group[0]?.figure;
  const value = figure ? escapeText(formatFigure(figure)) : mrkdwn``;
  return group.length > 1 ? mrkdwn`${value} each` : value;
}

/** Places that share a rank, best first. */
function tieGroups(places: readonly Place[]): readonly (readonly Place[])[] {
  return [...Map.groupBy(places, (place) => place.rank).values()];
}

function names(group: readonly Place[]): SafeText {
  const shown = group.slice(0, group.length > NAMES_SHOWN ? NAMES_SHOWN - 1 : NAMES_SHOWN).map(nameOf);
  const hidden = group.length - shown.length;
  const all = hidden > 0 ? [...shown, mrkdwn`${hidden} others`] : shown;
  const last = all.at(-1) ?? mrkdwn``;
  return all.length < 2 ? last : mrkdwn`${joinText(all.slice(0, -1), mrkdwn`, `)} and ${last}`;
}

/** Whom a row is about; a team is called after its manager. */
export function subjectName({ kind, name }: Subject, length: number = NAME_LENGTH): string {
  return kind === 'team' ? `${plainText(name, length)}'s team` : plainText(name, length);
}

/** The same in a sentence; a name that runs from right to left leaves the words after it where they belong. */
function nameOf({ figure: { subject } }: Place): SafeText {
  const name = escapeText(subject.name, NAME_LENGTH);
  return subject.kind === 'team' ? mrkdwn`${name}'s team` : name;
}

function metricWord({ metric }: BoardContent): SafeText {
  return escapeText(metric.name.toLowerCase());
}

function when({ period, today }: BoardContent): SafeText {
  return escapeText(periodWords(period, today));
}

function verb(content: BoardContent, leaders: number): SafeText {
  if (isOver(content.period, content.today)) return mrkdwn`led`;
  return leaders === 1 ? mrkdwn`leads` : mrkdwn`lead`;
}

function hasHave(count: number): SafeText {
  return count === 1 ? mrkdwn`has` : mrkdwn`have`;
}
