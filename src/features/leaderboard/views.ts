import { formatFigure, formatValue, valueForChart } from '#metrics/figure-text.ts';
import { isOver, periodTitle } from '#metrics/period-text.ts';
import { chart } from '#slack/blocks/chart.ts';
import { dataTimeLine, momentToken } from '#slack/blocks/data-time.ts';
import { context, header, section } from '#slack/blocks/layout.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import { LIMITS } from '#slack/blocks/limits.ts';
import { type Block, type Message, note } from '#slack/blocks/message.ts';
import { type Cell, fitTable } from '#slack/blocks/table.ts';
import { endSentence, escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { movementCell } from './movement.ts';
import { moreSentence, placeLine, subjectName, summarySentence, unrankedSentences } from './sentences.ts';
import { shownPlaces } from './privacy-policy.ts';
import type { BoardContent, Place } from './standings.ts';
import { scheduleWords } from './weekdays.ts';
import { whyButtons } from './why-buttons.ts';

/** Long enough for a full name, short enough that a hundred rows stay within a table's characters. */
const NAME_LENGTH = 48;
/** Beyond this many bars nobody reads a chart, and Slack draws no more. */
const MOST_BARS = LIMITS.chartPoints;
const ROWS_TEXT = 2_800;
const OFF = mrkdwn`boards of people are switched off here. Boards of teams still work.`;

/** The message of a board: the same whether previewed, posted or shown privately. */
export function boardMessage(content: BoardContent): Message {
  if (content.isOff) return note(mrkdwn`${title(content)}: ${OFF}`);
  const shown = shownPlaces(content.standings, content.spec.rows);
  const summary = summarySentence(content);
  const below = belowLines(content, shown.length);
  return {
    text: joinText([
      mrkdwn`${title(content)}: ${summary}`,
      rowsText(shown),
      ...below,
      dataLine(content),
      ...changeLine(content),
      whyHere(content),
    ]),
    blocks: [
      header(titleText(content)),
      section(summary),
      ...(shown.length > 0 ? fitTable(tableOf(content, shown)) : []),
      ...chartOf(content, shown),
      ...(below.length > 0 ? [section(joinText(below))] : []),
      whyButtons(content),
      footer(content),
    ],
  };
}

/** The same where no table or chart can stand: its places as lines. */
export function boardLines(content: BoardContent): readonly Block[] {
  if (content.isOff) return [section(OFF)];
  const shown = shownPlaces(content.standings, content.spec.rows);
  const below = belowLines(content, shown.length);
  return [
    header(titleText(content)),
    section(summarySentence(content)),
    ...(shown.length > 0 ? [section(rowsText(shown))] : []),
    ...(below.length > 0 ? [section(joinText(below))] : []),
    footer(content),
  ];
}

function belowLines(content: BoardContent, shown: number): readonly SafeText[] {
  return [...moreLine(content, shown), ...unrankedSentences(content), ...totalLines(content)];
}

function titleText(content: BoardContent): string {
  const { metric, period, today } = content;
  return `${metric.name}, ${periodTitle(period)}${isOver(period, today) ? ' (final)' : ''}`;
}

function title(content: BoardContent): SafeText {
  return escapeText(titleText(content));
}

function tableOf(content: BoardContent, shown: readonly Place[]) {
  const withShare = shown.some((place) => place.share !== undefined);
  const withMovement = shown.some((place) => place.movement !== undefined);
  const who = { person: 'Name', team: 'Team', territory: 'Territory' }[content.spec.by];
  return {
    caption: `Places by ${content.metric.name.toLowerCase()}, ${content.period.id}`,
    header: [
      'Place',
      who,
      content.metric.name,
      ...(withShare ? ['Of quota'] : []),
      ...(withMovement ? ['Change'] : []),
    ],
    rows: shown.map((place): readonly Cell[] => [
      { value: place.rank, text: String(place.rank) },
      subjectName(place.figure.subject, NAME_LENGTH),
      numberCell(place.figure),
      ...(withShare ? [place.share ? numberText(place.share) : 'no quota'] : []),
      ...(withMovement ? [place.movement ? movementCell(place.movement) : ''] : []),
    ]),
    pageSize: Math.min(shown.length, 25),
    rowHeaderColumn: 1,
  };
}

function numberCell(figure: Place['figure']): Cell {
  const value = valueForChart(figure.value);
  return value === undefined ? numberText(figure) : { value, text: numberText(figure) };
}

function numberText(figure: Place['figure']): string {
  return formatValue(figure);
}

/** A chart helps when there is something to compare and every bar can be named. */
function chartOf(content: BoardContent, shown: readonly Place[]): readonly Block[] {
  if (shown.length < 2 || shown.length > MOST_BARS) return [];
  const { metric } = content;
  return [
    chart({
      kind: 'bar',
      title: `${metric.name}, ${content.period.id}`,
      categories: shown.map(({ figure }) => subjectName(figure.subject)),
      series: [{ name: metric.name, values: shown.map(({ figure }) => valueForChart(figure.value) ?? 0) }],
      yLabel: axisLabel(shown[0]),
    }),
  ];
}

function axisLabel(place: Place | undefined): string {
  const value = place?.figure.value;
  if (value?.kind === 'money') return value.money.currency;
  if (value?.kind === 'mean_money') return value.currency;
  if (value?.kind === 'count') return value.of;
  return value?.kind === 'quotient' && value.per === 'ratio' ? 'percent' : 'days';
}

function rowsText(shown: readonly Place[]): SafeText {
  return fitLines(shown.map(placeLine), ROWS_TEXT);
}

function moreLine(content: BoardContent, shown: number): readonly SafeText[] {
  const hidden = content.standings.places.length - shown;
  return hidden > 0 ? [moreSentence(content, hidden)] : [];
}

function totalLines({ total, unassigned, metric }: BoardContent): readonly SafeText[] {
  const name = escapeText(metric.name.toLowerCase());
  const nobody =
    unassigned && mrkdwn`${escapeText(unassigned.subject.name)}: ${escapeText(formatFigure(unassigned))}.`;
  const all =
    total &&
    mrkdwn`Company total of ${name}: ${escapeText(formatFigure(total))}, people who have left included.`;
  return [...(nobody ? [nobody] : []), ...(all ? [all] : [])];
}

/** Small print: where the numbers come from, what the change compares with, and why this message is here. */
function footer(content: BoardContent): Block {
  const { spec, metric } = content;
  const teams = mrkdwn`Teams are those whose manager leads no other managers.`;
  return context(
    joinText([
      dataLine(content),
      ...changeLine(content),
      mrkdwn`${escapeText(metric.name)}: ${escapeText(metric.definition, 300)} (version ${metric.version})`,
      ...(spec.by === 'team' ? [teams] : []),
      whyHere(content),
    ]),
  );
}

function changeLine({ since }: BoardContent): readonly SafeText[] {
  return since === undefined
    ? []
    : [mrkdwn`Change: places compared with ${escapeText(since)}. Equal results share a place.`];
}

function whyHere({ spec }: BoardContent): SafeText {
  return mrkdwn`This board is posted ${escapeText(scheduleWords(spec))}.`;
}

function dataLine({ dataTime, trouble, waitedSince }: BoardContent): SafeText {
  const late = waitedSince && mrkdwn`This board was due ${momentToken(waitedSince)} and waited for its data.`;
  const unsound =
    trouble !== undefined &&
    endSentence(mrkdwn`The data cannot be relied on at the moment: ${escapeText(trouble, 300)}`);
  return joinText([dataTimeLine(dataTime), ...(late ? [late] : []), ...(unsound ? [unsound] : [])]);
}
