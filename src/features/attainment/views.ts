import type { Figure } from '#model/figure.ts';
import { periodTitle } from '#metrics/period-text.ts';
import { whyButton } from '#metrics/why-button.ts';
import { actions, type ButtonSpec } from '#slack/blocks/button.ts';
import { dataTimeLine } from '#slack/blocks/data-time.ts';
import { context, section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import type { Block, Message } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { carriedBy, carry, type Question } from './question.ts';
import type { Answer } from './read-answer.ts';
import { restatedLines } from './restated-views.ts';
import { currencySentences, mainSentence, progressSentences, whose } from './sentences.ts';

export const SHOW = 'attainment.show';

/** How an answer is read: the reader's locale, and whether a button to their team makes sense. */
export interface Reading {
  readonly locale: string;
  readonly leadsTeam: boolean;
}

/** The private answer to a question about a figure. */
export function answerMessage(answer: Answer, { locale, leadsTeam }: Reading): Message {
  const lines = answerLines(answer, locale);
  const smallPrint = smallPrintOf(answer, locale);
  return {
    text: joinText([...lines, ...smallPrint]),
    blocks: [section(joinText(lines)), buttons(answer.question, leadsTeam), context(joinText(smallPrint))],
  };
}

function answerLines(answer: Answer, locale: string): readonly SafeText[] {
  const { figure, actual, shown } = answer;
  const remarks = [
    ...remarksOf(figure),
    ...remarksOf(actual),
    ...remarksOf({ remarks: shown?.remarks ?? [] }),
  ];
  return [
    mrkdwn`*${mainSentence(answer, locale)}*`,
    ...progressSentences(answer.target, locale),
    ...restatedLines(answer.figure, answer.restatement, locale),
    ...[...new Set(remarks)].map((remark) => mrkdwn`Note: ${escapeText(remark, 300)}.`),
  ];
}

function remarksOf({ remarks }: Pick<Figure, 'remarks'>): readonly string[] {
  return remarks.map(({ text }) => text);
}

function smallPrintOf({ question, figure, shown, own }: Answer, locale: string): readonly SafeText[] {
  const { metric, period } = question;
  return [
    mrkdwn`${escapeText(periodTitle(period, locale))}. ${dataTimeLine(figure.dataTime)}`,
    ...currencySentences(shown, own),
    mrkdwn`${escapeText(metric.name)}: ${escapeText(metric.definition, 300)} (version ${metric.version})`,
  ];
}

function buttons(question: Question, leadsTeam: boolean): Block {
  const why = whyButton(carriedBy(question), {
    label: 'Why this number',
    spoken: `Why is ${whose(question)} ${question.metric.name} this number`,
  });
  const team: ButtonSpec = { action: SHOW, label: 'My team', value: carry({ ...question, kind: 'team' }) };
  return leadsTeam && question.isOwn && question.kind === 'person' ? actions(why, team) : actions(why);
}
