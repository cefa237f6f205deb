import { noteRead } from '#access/notes.ts';
import type { Services } from '#feature.ts';
import type { Actor } from '#model/access.ts';
import type { Value } from '#model/figure.ts';
import { companyToday } from '#metrics/today.ts';
import { type MetricContext, metricContext } from '#metrics/context.ts';
import { section } from '#slack/blocks/layout.ts';
import type { Message } from '#slack/blocks/message.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import type { Action, HomeSection, Subcommand } from '#slack/routes.ts';
import { isCompanyKnown } from '#store/company.ts';
import { rememberLook } from './looks.ts';
import { leadsTeam } from './people.ts';
import { carriedBy, type Question, readCarried, readQuestion } from './question.ts';
import { readAnswer } from './read-answer.ts';
import { answerMessage, SHOW } from './views.ts';

export const attainmentCommand: Subcommand<Services> = {
  name: 'attainment',
  direct: ['/attainment'],
  summary: 'any figure of yours or of your team: name a metric, a period, a person, in any order',
  example: '/attain bookings last quarter',
  permission: 'linked',
  shows: ['D2', 'D8'],
  isDefault: true,
  async run({ services, actor, now, text, locale }) {
    const context = await metricContext(services.store, now);
    return seen(context, { actor, locale, question: await readQuestion(context, actor, text) });
  },
};

/** A button that asks another question, such as "My team". */
export const showAction: Action<Services> = {
  id: SHOW,
  permission: 'linked',
  shows: ['D2', 'D8'],
  async run({ services, actor, now, value, locale }) {
    const context = await metricContext(services.store, now);
    return seen(context, { actor, locale, question: await readCarried(context, actor, value) });
  },
};

/** The person's own attainment; for the unlinked, App Home's greeting says what to do. */
export const homeSection: HomeSection<Services> = {
  order: 10,
  permission: 'linked',
  shows: ['D2'],
  async render({ services, actor, now, locale }) {
    if (actor.personId === null) return [];
    if (!(await isCompanyKnown(services.store))) return [section(NOT_READ)];
    const context = await metricContext(services.store, now);
    const { message } = await answer(context, {
      actor,
      locale,
      question: await readQuestion(context, actor, ''),
    });
    return message.blocks;
  },
};

const NOT_READ = mrkdwn`Salesforce is being read for the first time. Your figures appear here once that is done; nothing is asked of you.`;

interface Asked {
  readonly actor: Actor;
  readonly locale: string;
  readonly question: Question;
}

/** An answer that somebody asked for: what changes from here on is what `why` tells them next time. */
async function seen(context: MetricContext, asked: Asked): Promise<Message> {
  const { message, value } = await answer(context, asked);
  const { actor, question } = asked;
  await rememberLook(context.store, { question, value, now: context.now });
  await noteRead(context.store, actor, { figure: carriedBy(question), now: context.now });
  return message;
}

async function answer(
  context: MetricContext,
  { actor, locale, question }: Asked,
): Promise<{ readonly message: Message; readonly value: Value }> {
  const [read, leads] = await Promise.all([
    readAnswer(context, question),
    leadsTeam(companyToday(context), actor.personId ?? ''),
  ]);
  return { message: answerMessage(read, { locale, leadsTeam: leads }), value: read.figure.value };
}
