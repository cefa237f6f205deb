import { z } from 'zod';
import type { Services } from '#feature.ts';
import { type MetricContext, metricContext, readStanding } from '#metrics/context.ts';
import { explain } from '#metrics/explain.ts';
import { todayOf } from '#metrics/today.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { Action, Subcommand } from '#slack/routes.ts';
import type { Store } from '#store/store.ts';
import { type Question, readCarried, readQuestion } from './question.ts';
import { readOne } from './read-answer.ts';
import { WHY } from './views.ts';
import { whyMessage } from './why-views.ts';

export const whyCommand: Subcommand<Services> = {
  name: 'why',
  summary: 'the records behind a figure, and what was left out',
  example: '/attain why bookings last quarter',
  permission: 'linked',
  async run({ services, actor, now, text, locale }) {
    const context = await metricContext(services.store, now);
    return why(context, await readQuestion(context, actor, text), locale);
  },
};

/** The button below every answer. */
export const whyAction: Action<Services> = {
  id: WHY,
  permission: 'linked',
  async run({ services, actor, now, value, locale }) {
    const context = await metricContext(services.store, now);
    return why(context, await readCarried(context, actor, value), locale);
  },
};

async function why(context: MetricContext, question: Question, locale: string): Promise<Message> {
  const { metric, kind, person, period } = question;
  if (kind === 'team') await readOne(context, question, metric.id);
  const [explanation, { currency }, recordsAt] = await Promise.all([
    explain(context, { metric: metric.id, by: kind, subjectId: person.id, period }),
    readStanding(context),
    readRecordsAt(context.store),
  ]);
  const today = await todayOf(context, question.askedBy);
  return whyMessage({ question, explanation, today, locale, currency, recordsAt });
}

const Address = z.object({ url: z.httpUrl() });

/** The address of the Salesforce org as people open it, where it is known. */
async function readRecordsAt(store: Store): Promise<string | undefined> {
  const row = await store.db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', 'salesforce_address')
    .executeTakeFirst();
  const address = Address.safeParse(row?.value);
  return address.success ? address.data.url.replace(/\/$/, '') : undefined;
}
