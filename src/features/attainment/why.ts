import { noteRead } from '#access/notes.ts';
import type { Services } from '#feature.ts';
import type { Actor } from '#model/access.ts';
import { type MetricContext, metricContext } from '#metrics/context.ts';
import { explain, linesKnown } from '#metrics/explain.ts';
import { inCurrency } from '#metrics/in-currency.ts';
import { readRecordsAddress } from '#metrics/records-address.ts';
import { companyToday, todayOf } from '#metrics/today.ts';
import { WHY, WHY_TOTAL } from '#metrics/why-button.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { Action, Subcommand } from '#slack/routes.ts';
import { changesBetween } from './changes.ts';
import { fileMessage } from './file-views.ts';
import { rememberLook } from './looks.ts';
import { carriedBy, type Question, readCarried, readQuestion } from './question.ts';
import { readOne, readPace } from './read-answer.ts';
import { readVisible } from './visible.ts';
import { whyAccess } from './why-access.ts';
import { whyMessage } from './why-views.ts';

/** "csv bookings last quarter": the same as a file. */
const AS_FILE = /^(?:(csv|file)\b)?\s*([^]*)$/i;

/** "access Dana": not the figure but the rule about it. */
const ABOUT_ACCESS = /^access\b\s*([^]*)$/i;

/** What is written at the very moment of a look was seen in it. */
const JUST_AFTER = { milliseconds: 1 };

interface Asked {
  readonly actor: Actor;
  readonly locale: string;
  readonly question: Question;
}

export const whyCommand: Subcommand<Services> = {
  name: 'why',
  summary: 'the records behind a figure, and what was left out',
  example: '/attain why bookings last quarter',
  permission: 'linked',
  shows: ['D2', 'D3', 'D8'],
  async run({ services, actor, now, text, locale }) {
    const context = await metricContext(services.store, now);
    const about = ABOUT_ACCESS.exec(text)?.[1];
    if (about !== undefined) return whyAccess(context, actor, about);
    const [, asFile, words = ''] = AS_FILE.exec(text) ?? [];
    const question = await readQuestion(context, actor, words);
    return asFile === undefined ? why(context, { actor, locale, question }) : fileMessage(question);
  },
};

/** The button below every message with a figure. */
export const whyAction: Action<Services> = actionOf(WHY);

export const whyTotalAction: Action<Services> = actionOf(WHY_TOTAL);

function actionOf(id: string): Action<Services> {
  return {
    id,
    permission: 'linked',
    shows: ['D2', 'D3', 'D8'],
    async run({ services, actor, now, value, locale }) {
      const context = await metricContext(services.store, now);
      return why(context, { actor, locale, question: await readCarried(context, actor, value) });
    },
  };
}

async function why(context: MetricContext, asked: Asked): Promise<Message> {
  const { actor, question, locale } = asked;
  const { metric, kind, person, period } = question;
  if (kind === 'team') await readOne(context, question, metric.id);
  const figure = { metric: metric.id, by: kind, subjectId: person.id, period };
  const explanation = await explain(context, figure);
  const look = await rememberLook(context.store, {
    question,
    value: explanation.figure.value,
    now: context.now,
  });
  await noteRead(context.store, actor, { figure: carriedBy(question), now: context.now });
  const before = look ? await linesKnown(context, figure, look.at.add(JUST_AFTER)) : [];
  const changes = changesBetween(before, explanation.lines);
  const [visible, recordsAt, today] = await Promise.all([
    readVisible(companyToday(context), actor, { explanation, others: before }),
    readRecordsAddress(context.store),
    todayOf(context, question.askedBy),
  ]);
  const since = look && { look, changes };
  const shown =
    question.currency === undefined ? undefined : await inCurrency(context, explanation, question.currency);
  const progress = await readPace(context, question);
  return whyMessage({ question, explanation, visible, since, today, locale, recordsAt, shown, progress });
}
