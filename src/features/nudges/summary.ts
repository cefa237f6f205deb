import { sql } from 'kysely';
import { z } from 'zod';
import type { Services } from '#feature.ts';
import { managersOn } from '#ledger/managers-on.ts';
import { dayIn } from '#lib/days.ts';
import { type MetricContext, metricContext, readStanding } from '#metrics/context.ts';
import { readWorkCalendar } from '#metrics/work-calendar.ts';
import type { WorkCalendar } from '#model/work-calendar.ts';
import type { PostKind } from '#outbox/outbox.ts';
import { SUMMARY, TEAM_TOPIC } from './kinds.ts';
import { type Person, readPeople } from './people.ts';
import { mayBeTold } from './policy.ts';
import { readStandings } from './read-standings.ts';
import { readRules } from './rules.ts';
import { summaryMessage } from './summary-views.ts';

const Params = z.object({ manager: z.string(), week: z.iso.date() });

/** What a manager who asked for it hears of their team each week: how many are where, and who has reached it. */
export const summaryPost: PostKind<Services> = {
  kind: SUMMARY,
  whenUnknown: 'at-most-once',
  attention: { topic: TEAM_TOPIC, priority: 'ordinary', isPrompt: false },
  shows: ['D2', 'D8'],
  waitsForFreshData: true,
  async render({ store, clock }, { params }) {
    const { manager } = Params.parse(params);
    const context = await metricContext(store, clock.now());
    const [self] = await readPeople(context, [manager]);
    if (self === undefined || !mayBeTold(self)) return undefined;
    const team = await reportsOf(context, manager);
    if (team.length === 0) return undefined;
    const around = { context, work: await readWorkCalendar(store) };
    const [standings, rules, { dataTime }] = await Promise.all([
      readStandings(around, team),
      readRules(store),
      readStanding(context),
    ]);
    return summaryMessage({ manager: self, team, standings, rules, dataTime });
  },
};

/** On the first working day of a week, for each manager who has the topic on. */
export async function recordSummaries(
  { store, outbox }: Services,
  { now, isMorning }: { readonly now: Temporal.Instant; readonly isMorning: (person: Person) => boolean },
): Promise<void> {
  const wanted = await whoWantsIt({ store });
  if (wanted.length === 0) return;
  const [people, work] = await Promise.all([readPeople({ store, now }, wanted), readWorkCalendar(store)]);
  for (const person of people.filter((one) => isMorning(one) && mayBeTold(one))) {
    const { slackUserId: audience, today, id: manager } = person;
    const week = today.subtract({ days: today.dayOfWeek - 1 }).toString();
    if (audience === undefined || !isFirstOfWeek(person, work)) continue;
    await outbox.record(store, {
      key: `${SUMMARY}/${manager}/${week}`,
      kind: SUMMARY,
      params: { manager, week },
      audience,
    });
  }
  await outbox.wake();
}

function isFirstOfWeek({ today, location }: Person, work: WorkCalendar): boolean {
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  return work.isWorkingDay(today, location) && work.workingDays(monday, today, location) === 0;
}

async function whoWantsIt({ store }: Pick<Services, 'store'>): Promise<readonly string[]> {
  const rows = await store.db
    .selectFrom('attention_topic')
    .innerJoin('identity_link', 'identity_link.slack_user_id', 'attention_topic.slack_user_id')
    .select('person_id')
    .where('topic', '=', TEAM_TOPIC.id)
    .where('mode', 'in', ['on', 'digest'])
    .execute();
  return rows.map(({ person_id }) => person_id);
}

/** Those who report to somebody today and are there. */
async function reportsOf(context: MetricContext, manager: string): Promise<readonly Person[]> {
  const { store, calendar, now } = context;
  const { rows } = await sql<{ readonly id: string }>`
    select own.id from ${managersOn(store, dayIn(calendar.zone, now))} own
    join ${store.table('person')} p on p.id = own.id
    where own.manager_id = ${manager} and own.id <> ${manager} and p.is_active`.execute(store.db);
  return rows.length === 0
    ? []
    : readPeople(
        context,
        rows.map(({ id }) => id),
      );
}
