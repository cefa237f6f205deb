import type { Day } from '#lib/days.ts';
import type { Figure } from '#model/figure.ts';
import { metricNamed, QUOTA_METRICS } from '#metrics/catalogue.ts';
import type { Metric, QuotaReading } from '#metrics/catalogue/metric.ts';
import { type MetricContext, readStanding, viewpoint } from '#metrics/context.ts';
import { explain } from '#metrics/explain.ts';
import { type InCurrency, inCurrency } from '#metrics/in-currency.ts';
import { readQuotas } from '#metrics/quota.ts';
import { type QuotaSpread, readSpreads } from '#metrics/quota-spread.ts';
import { readFigure } from '#metrics/read.ts';
import { readLocation } from '#metrics/location.ts';
import { type Restatement, readRestatement } from '#metrics/restatement.ts';
import { todayOf } from '#metrics/today.ts';
import { readWorkCalendar } from '#metrics/work-calendar.ts';
import { Refusal } from '#lib/errors.ts';
import { type Elapsed, type Progress, progressOf } from '#metrics/progress.ts';
import type { Question } from './question.ts';

/** Everything an answer says. */
export interface Answer {
  readonly question: Question;
  readonly today: Day;
  /** What was asked for. */
  readonly figure: Figure;
  /** What counts towards the quota: bookings where attainment was asked for, else the figure itself. */
  readonly actual: Figure;
  /** Undefined for metrics that have no quotas. */
  readonly target: Target | undefined;
  /** Where deals became known after a lock: the same as restated. */
  readonly restatement: Restatement | undefined;
  /** The amount in the currency the reader wants; undefined where it is the organisation's or there is no amount. */
  readonly shown: InCurrency | undefined;
  /** ISO code of the organisation's currency. */
  readonly own: string;
}

export type Target =
  | { readonly kind: 'quota'; readonly progress: Progress }
  | { readonly kind: 'none'; readonly reason: string };

/** The metric whose quota a metric is measured by: its own where it may carry one, an attainment's where it is one. */
function quotaMetricOf({ id, quotaOf }: Metric): string | undefined {
  if (QUOTA_METRICS.some((metric) => metric.id === id)) return id;
  return id.startsWith('attainment') ? quotaOf : undefined;
}

/** Reads the figure asked for, and how far it is on the way to its quota. */
export async function readAnswer(context: MetricContext, question: Question): Promise<Answer> {
  const { metric } = question;
  const today = await todayOf(context, question.askedBy);
  const quotaMetric = quotaMetricOf(metric);
  const { kind: by, person, period } = question;
  const [figure, actual, quota, restatement] = await Promise.all([
    readOne(context, question, metric.id),
    quotaMetric ? readOne(context, question, quotaMetric) : undefined,
    quotaMetric ? readQuota(context, question, quotaMetric) : undefined,
    readRestatement(context, { metric: metric.id, by, subjectId: person.id, period }),
  ]);
  const elapsed = {
    ...(await readElapsed(context, question, today)),
    spread: await readSpread(context, question, quotaMetric),
  };
  const shown = await readShown(context, question, actual ?? figure);
  const target = actual && quota ? targetOf({ actual, quota }, elapsed) : undefined;
  return {
    question,
    today,
    figure,
    actual: actual ?? figure,
    target,
    restatement,
    shown,
    own: context.currency,
  };
}

/** The records behind an amount, which is what it is converted by. */
async function readShown(
  context: MetricContext,
  { kind: by, person, period, currency }: Question,
  { metric, value }: Figure,
): Promise<InCurrency | undefined> {
  const isMoney = value.kind === 'money' || value.kind === 'mean_money';
  if (!isMoney || currency === undefined || currency === context.currency) return undefined;
  return inCurrency(context, await explain(context, { metric, by, subjectId: person.id, period }), currency);
}

/** Of an attainment: how far along it is, and what that goes by. */
export async function readPace(context: MetricContext, question: Question): Promise<Progress | undefined> {
  const { id, quotaOf } = question.metric;
  if (quotaOf === undefined || !id.startsWith('attainment')) return undefined;
  const { target } = await readAnswer(context, { ...question, currency: undefined });
  return target?.kind === 'quota' ? target.progress : undefined;
}

/** How the quota is spread over the period: by its parts, and by the company's plan. */
async function readSpread(
  context: MetricContext,
  { kind: by, person, period }: Question,
  metric: string | undefined,
): Promise<QuotaSpread | undefined> {
  if (metric === undefined) return undefined;
  return (await readSpreads(context, { metric, by, period, subjectIds: [person.id] })).get(person.id);
}

/** A person's working days are those of where they are; a team's are the organisation's. */
async function readElapsed(
  { store }: MetricContext,
  { kind, person, period }: Question,
  today: Day,
): Promise<Elapsed> {
  const [work, location] = await Promise.all([
    readWorkCalendar(store),
    kind === 'person' ? readLocation(store, person.id, today) : '',
  ]);
  return { period, today, work, location };
}

/** One metric of whom the question is about. @throws Refusal when that is a team and the person leads none. */
export async function readOne(context: MetricContext, question: Question, metric: string): Promise<Figure> {
  const { kind, person, period } = question;
  const figure = await readFigure(context, { metric, by: kind, period, subjectId: person.id });
  if (figure) return figure;
  const who = question.isOwn ? 'You lead' : `${person.name} leads`;
  throw new Refusal(`${who} no team in ${period.id}.`, 'A team is everyone below a manager in Salesforce.');
}

async function readQuota(context: MetricContext, question: Question, metric: string): Promise<QuotaReading> {
  const { kind: by, person, period } = question;
  const scope = { by, period, view: viewpoint(context, undefined), only: new Set([person.id]) };
  const [quotas, { currency }] = await Promise.all([
    readQuotas(context.store, metric, scope),
    readStanding(context),
  ]);
  const own = quotas(metricNamed(metric).unit === 'money' ? currency : '');
  return own.get(person.id) ?? { kind: 'none', reason: 'no quota' };
}

function targetOf(
  { actual, quota }: { readonly actual: Figure; readonly quota: QuotaReading },
  elapsed: Elapsed,
): Target {
  if (quota.kind === 'none') return quota;
  const { value } = actual;
  const money = value.kind === 'money';
  const achieved = money ? value.money.minor : value.kind === 'count' ? value.count : 0n;
  const reached = { achieved, quota: quota.amount, currency: money ? value.money.currency : '' };
  return { kind: 'quota', progress: progressOf(reached, elapsed) };
}
