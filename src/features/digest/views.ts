import { formatFigure } from '#metrics/figure-text.ts';
import { periodTitle } from '#metrics/period-text.ts';
import { type CarriedFigure, whyButton } from '#metrics/why-button.ts';
import { actions, type ButtonSpec, line } from '#slack/blocks/button.ts';
import { dataTimeLine } from '#slack/blocks/data-time.ts';
import { context, section } from '#slack/blocks/layout.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import type { Block, Message } from '#slack/blocks/message.ts';
import { fitTable } from '#slack/blocks/table.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { isReaders } from './about.ts';
import { type Content, type NamedDeal, needsSomebody } from './content.ts';
import type { Mover } from './movers.ts';
import type { Week } from './read-week.ts';
import type { TeamLine } from './read-teams.ts';
import type { DealFacts } from './risk.ts';
import {
  commitmentSentence,
  dayText,
  dealSentence,
  mainSentence,
  moverSentence,
  nextSentence,
  paceSentences,
  paceText,
  rulesSentence,
  atRiskText,
  teamSentence,
} from './sentences.ts';

export const ASK = 'digest.ask';
export const HANDLED = 'digest.handled';

/** Room for what stands above and below the lines. */
const TEXT_LENGTH = 3_700;

/** A part of a digest: the same words as lines of text and as blocks. */
interface Part {
  readonly lines: readonly SafeText[];
  readonly blocks: readonly Block[];
}

/** A digest with all that it says; `note` is added in small print. */
export function weekMessage(content: Content, note?: SafeText): Message {
  const { week, isStill } = content;
  const parts = [
    standingPart(content),
    teamsPart(week.teams),
    moversPart(week),
    dealsPart(content),
    commitmentsPart(content),
    ...(isStill ? [plain(mrkdwn`Nothing else has moved since ${escapeText(dayText(week.since))}.`)] : []),
    nextPart(content),
  ];
  const small = smallPrint(week, note);
  return {
    text: fitLines([...parts.flatMap(({ lines }) => lines), ...small], TEXT_LENGTH),
    blocks: [...parts.flatMap(({ blocks }) => blocks), context(joinText(small))],
  };
}

function standingPart({ week }: Content): Part {
  const { attainment, bookings, progress, about } = week;
  const remarks = [...new Set([...attainment.remarks, ...bookings.remarks].map(({ text }) => text))];
  const lines = [
    mrkdwn`*${mainSentence(week)}*`,
    ...(paceSentences(progress).length > 0 ? [joinText(paceSentences(progress), mrkdwn` `)] : []),
    ...remarks.map((text) => mrkdwn`Note: ${escapeText(text, 300)}.`),
  ];
  const kind: CarriedFigure['kind'] = about.about === 'mine' ? 'person' : about.about;
  const asked = { metric: 'attainment', period: week.period, kind, id: about.subjectId || 'all' };
  const why = whyButton(asked, { label: 'Why this number', spoken: 'Why is the attainment this number' });
  return { lines, blocks: [section(fitLines(lines)), actions(why)] };
}

/** The company team by team; no person, no deal. */
function teamsPart(teams: readonly TeamLine[]): Part {
  if (teams.length === 0) return NOTHING;
  const rows = teams.map((team) => [
    team.name,
    formatFigure(team.attainment),
    paceText(team.progress),
    atRiskText(team),
  ]);
  return {
    lines: teams.map(teamSentence),
    blocks: fitTable({
      caption: 'Teams: attainment, pace where 1 is on pace, open deals at risk with their amounts',
      header: ['Team of', 'Attainment', 'Pace', 'Deals at risk'],
      rows,
      rowHeaderColumn: 0,
    }),
  };
}

function moversPart(week: Week): Part {
  const { up, down, since } = week;
  if (up.length + down.length === 0) return NOTHING;
  const title = mrkdwn`*Who moved most since ${escapeText(dayText(since))}, in attainment*`;
  const rows = [...up, ...down];
  return {
    lines: [title, ...rows.map(moverSentence)],
    blocks: [section(title), ...rows.map((mover) => moverLine(mover, week))],
  };
}

function moverLine(mover: Mover, { period }: Week): Block {
  const asked = { metric: 'attainment', period, kind: 'person', id: mover.id } as const;
  const why = whyButton(asked, {
    label: 'Why',
    spoken: `Why is the attainment of ${mover.name} this number`,
  });
  return line(moverSentence(mover), why);
}

function dealsPart(content: Content): Part {
  const { week, named } = content;
  const rest = restLines(content);
  if (week.risks.length === 0 && week.deals.size > 0 && named.length === 0)
    return plain(mrkdwn`No open deal needs a look.`);
  if (named.length === 0 && rest.length === 0) return NOTHING;
  const title = mrkdwn`*Deals that need a look*`;
  const titles = named.length > 0 ? [title] : [];
  return {
    lines: [...titles, ...named.map((one) => dealSentence(one, week)), ...rest],
    blocks: [
      ...titles.map(section),
      ...named.map((one) => dealLine(one, week)),
      ...(rest.length > 0 ? [section(joinText(rest))] : []),
    ],
  };
}

function restLines({ more, unchanged, gone }: Content): readonly SafeText[] {
  const deals = (count: number) => (count === 1 ? mrkdwn`1 deal` : mrkdwn`${count} deals`);
  return [
    ...(more > 0 ? [mrkdwn`${deals(more)} more: \`/attain digest deals\`.`] : []),
    ...(unchanged > 0
      ? [mrkdwn`${deals(unchanged)} named before or in somebody's hands: no change, so not named again.`]
      : []),
    ...(gone > 0 ? [mrkdwn`${deals(gone)} named here: closed or handed on since.`] : []),
  ];
}

/** One thing can be done about a deal, as long as nobody does it. */
function dealLine(one: NamedDeal, week: Week): Block {
  const { deal } = one;
  const text = dealSentence(one, week);
  if (!needsSomebody(one, week)) return section(text);
  const isOwners = week.about.about === 'mine' || isReaders(deal, week);
  return line(text, isOwners ? handledButton(deal) : askButton(deal));
}

/** With which a manager takes a deal in hand. */
export function askButton({ id, name }: Pick<DealFacts, 'id' | 'name'>): ButtonSpec {
  return { action: ASK, label: "I'll ask about it", value: id, spoken: `I'll ask about ${name}` };
}

/** With which its owner says that nothing is left to do about a deal as it stands. */
export function handledButton({ id, name }: Pick<DealFacts, 'id' | 'name'>): ButtonSpec {
  return { action: HANDLED, label: 'Mark as handled', value: id, spoken: `Mark ${name} as handled` };
}

function commitmentsPart({ commitments, moreAgreed }: Content): Part {
  if (commitments.length === 0) return NOTHING;
  const title = mrkdwn`*Agreed and due*`;
  const rest = moreAgreed > 0 ? [mrkdwn`${moreAgreed} more agreed and due.`] : [];
  return {
    lines: [title, ...commitments.map(commitmentSentence), ...rest],
    blocks: [
      section(title),
      ...commitments.map((one) =>
        one.action ? line(commitmentSentence(one), one.action) : section(commitmentSentence(one)),
      ),
      ...rest.map(section),
    ],
  };
}

function nextPart({ next, week }: Content): Part {
  return next ? plain(nextSentence(next, week)) : NOTHING;
}

function smallPrint(week: Week, note: SafeText | undefined): readonly SafeText[] {
  const { period, attainment, rules, risks, teams } = week;
  const what = teams.length > 0 ? mrkdwn`is at risk` : undefined;
  return [
    mrkdwn`${escapeText(periodTitle(period))}. ${dataTimeLine(attainment.dataTime)}`,
    ...(what || risks.length > 0 ? [rulesSentence(rules, what)] : []),
    ...(note ? [note] : []),
  ];
}

function plain(text: SafeText): Part {
  return { lines: [text], blocks: [section(text)] };
}

const NOTHING: Part = { lines: [], blocks: [] };
