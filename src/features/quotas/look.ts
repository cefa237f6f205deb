import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import type { Actor } from '#model/access.ts';
import { contains, type Period } from '#model/period.ts';
import { type MetricContext, metricContext } from '#metrics/context.ts';
import { METRICS } from '#metrics/catalogue.ts';
import { readFigure } from '#metrics/read.ts';
import { companyToday } from '#metrics/today.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { SafeText } from '#slack/blocks/text.ts';
import { type Compared, compareMessage } from './compare-views.ts';
import { readPlanStanding } from './company-plan.ts';
import { type Deciding, waitingFor } from './proposals.ts';
import { periodOf, readShown, type ShownQuota } from './read-shown.ts';
import { isAdmin, teamOf } from './rights.ts';
import { teamMessage } from './team-views.ts';
import { type Doors, mineMessage } from './views.ts';

/** Who looks, when, and in which language. */
export interface Looking {
  readonly services: Services;
  readonly actor: Actor;
  readonly now: Temporal.Instant;
  readonly locale: string;
}

/** The asker's own quotas of this year, and what they may do. */
export async function lookAtMine(looking: Looking, done?: SafeText): Promise<Message> {
  const { services, actor, now, locale } = looking;
  const context = await metricContext(services.store, now);
  const year = longest(context);
  const quotas = await ownQuotas(context, actor, year);
  const doors = await doorsOf({ ...companyToday(context), now }, actor);
  return mineMessage({ year, quotas, doors }, { locale, done });
}

/** The quotas of everyone below the asker in a period, this quarter unless one is named. @throws Refusal for no team */
export async function lookAtTeam(looking: Looking, text: string): Promise<Message> {
  const { services, actor, now, locale } = looking;
  const context = await metricContext(services.store, now);
  const period = periodNamed(context, text);
  const team = await teamOf(companyToday(context), actor);
  if (team.length === 0) {
    throw new Refusal(
      'You lead no team.',
      'A team is everyone below a manager in Salesforce. Your own quotas: /attain quotas.',
    );
  }
  const shown = await readShown(context, { personIds: team.map(({ id }) => id), span: period });
  const rows = team.flatMap(({ id, name }) =>
    shown.filter(({ personId }) => personId === id).map((quota) => ({ name, quota })),
  );
  const own = await ownQuotas(context, actor, period);
  const metrics = [...new Set(shown.map(({ metric }) => metric))];
  const standings = isAdmin(actor) ? await planStandings(context, metrics, period) : [];
  return teamMessage({ period, rows, own, standings }, locale);
}

/** The asker's quotas of the periods that run now, beside those of the periods before. */
export async function compareMine({ services, actor, now, locale }: Looking): Promise<Message> {
  const context = await metricContext(services.store, now);
  const today = companyToday(context).day;
  const running = (await ownQuotas(context, actor, longest(context))).filter((quota) =>
    contains(periodOf(quota, context.calendar), today),
  );
  const compared: Compared[] = [];
  for (const quota of running) {
    const before = context.calendar.previous(periodOf(quota, context.calendar));
    if (before) compared.push(await comparedWith(context, quota, before));
  }
  return compareMessage(compared, locale);
}

async function comparedWith(context: MetricContext, quota: ShownQuota, before: Period): Promise<Compared> {
  const shown = await readShown(context, { personIds: [quota.personId], span: before });
  const last = shown.find(
    (it) =>
      it.metric === quota.metric &&
      it.start === before.start.toString() &&
      it.end === before.end.toString() &&
      it.currency === quota.currency,
  );
  const metric = METRICS.find(({ id, quotaOf }) => quotaOf === quota.metric && id.startsWith('attainment'));
  const attained =
    last && metric
      ? await readFigure(context, {
          metric: metric.id,
          by: 'person',
          period: before,
          subjectId: quota.personId,
        })
      : undefined;
  return { quota, lastPeriod: before.id, last, attained };
}

/** The asker's own quotas that touch a stretch of days; none for an installer who is nobody in Salesforce. */
export async function ownQuotas(
  context: MetricContext,
  actor: Actor,
  span: Period,
): Promise<readonly ShownQuota[]> {
  if (actor.personId === null) return [];
  return readShown(context, { personIds: [actor.personId], span });
}

/** Where custom fiscal years have no year rows, the quarter is the longest period there is. */
export function longest(context: MetricContext): Period {
  const today = companyToday(context).day;
  return context.calendar.find('year', today) ?? context.calendar.periodOf('quarter', today);
}

function periodNamed(context: MetricContext, text: string): Period {
  const today = companyToday(context).day;
  if (text === '') return context.calendar.find('quarter', today) ?? longest(context);
  const [period, ...others] = context.calendar.parse(text, { today });
  if (period && others.length === 0) return period;
  throw new Refusal('I can show one period at a time.', 'Name a single one, such as 2026-Q4.');
}

async function planStandings(context: MetricContext, metrics: readonly string[], period: Period) {
  const all = await Promise.all(
    metrics.map(async (metric) => ({ metric, standing: await readPlanStanding(context, metric, period) })),
  );
  return all.flatMap(({ metric, standing }) => (standing ? [{ metric, standing }] : []));
}

async function doorsOf(company: Deciding, actor: Actor): Promise<Doors> {
  const [team, waiting] = await Promise.all([teamOf(company, actor), waitingFor(company, actor)]);
  return { leadsTeam: team.length > 0, isInstaller: isAdmin(actor), waiting: waiting.length };
}
