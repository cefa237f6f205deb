import type { CompanyDay } from '#access/managers.ts';
import type { Services } from '#feature.ts';
import { type Day, dayIn } from '#lib/days.ts';
import type { Figure } from '#model/figure.ts';
import type { Period } from '#model/period.ts';
import { metricNamed } from '#metrics/catalogue.ts';
import type { MetricContext } from '#metrics/context.ts';
import { metricContext } from '#metrics/context.ts';
import { readFigure, readSeveral } from '#metrics/read.ts';
import { companyToday } from '#metrics/today.ts';
import { openIncident } from '#sync/incidents.ts';
import { comparedWith, type Snapshot } from './baseline.ts';
import type { BoardSpec } from './board.ts';
import { hasAny, standingsOf } from './policy.ts';
import { takesPart, withPrivacy } from './privacy-policy.ts';
import { readPrivacy } from './read-privacy.ts';
import type { BoardContent } from './standings.ts';
import { type Days, listedPeople, peopleWithSome, readFrontLine } from './subjects.ts';

export interface BoardView {
  readonly now: Temporal.Instant;
  /** Any day of the period; today when left out. */
  readonly day?: Day | undefined;
  readonly snapshots: readonly Snapshot[];
}

/** Reads all that the message of a board says, afresh. */
export async function readContent(
  services: Services,
  spec: BoardSpec,
  view: BoardView,
): Promise<BoardContent> {
  const context = await metricContext(services.store, view.now);
  const company = companyToday(context);
  const metric = metricNamed(spec.metric);
  const today = dayIn(spec.timeZone, view.now);
  const period = context.calendar.periodOf(spec.periodType, view.day ?? today);
  const [[figures = [], attained = []], total, listed, incident] = await Promise.all([
    readSeveral(context, { metrics: [metric.id, 'attainment'], by: spec.by, period }),
    readFigure(context, { metric: metric.id, by: 'company', period, subjectId: 'all' }),
    listedSubjects(company, spec),
    openIncident(services.store),
  ]);
  const expected = await expectedSubjects(context, { spec, period, attained });
  const baseline = comparedWith(view.snapshots, period.start.toString());
  const privacy =
    spec.by === 'person'
      ? await readPrivacy(company, {
          personIds: figures.map(({ subject }) => subject.id).filter(Boolean),
          board: boardName(spec, period.start.toString()),
          now: view.now,
        })
      : undefined;
  const all = standingsOf(figures, {
    metric,
    isListed: (id) => listed?.has(id) ?? true,
    isExpected: (id) => expected?.has(id) ?? true,
    takesPart: (id) => privacy === undefined || takesPart(privacy, id),
    shares: metric.id === 'bookings' ? sharesOf(attained) : new Map(),
    before: baseline?.ranks,
  });
  const latest = view.snapshots.find(
    ({ kind, periodStart }) => kind === 'due' && periodStart === period.start.toString(),
  );
  return {
    spec,
    metric,
    period,
    today,
    standings: privacy ? withPrivacy(all, privacy) : all,
    isOff: privacy?.modeOf('') === 'off' || privacy?.modeOf('') === 'team',
    total: total && ['money', 'count'].includes(total.value.kind) ? total : undefined,
    unassigned: figures.find(({ subject, value }) => subject.id === '' && hasAny(value)),
    dataTime: total?.dataTime ?? null,
    since: baseline && sinceWords(baseline, spec),
    waitedSince: latest?.waited === true ? latest.slotAt : undefined,
    trouble: incident?.cause,
  };
}

/** What a board asks in one period: made-up names are the same for that, and for nothing else. */
function boardName({ channelId, metric, periodType, by }: BoardSpec, start: string): string {
  return [channelId, metric, periodType, by, start].join('/');
}

/** Who may hold a place; undefined for everyone. */
async function listedSubjects(
  company: CompanyDay,
  spec: BoardSpec,
): Promise<ReadonlySet<string> | undefined> {
  if (spec.by === 'person') return listedPeople(company.store);
  return spec.by === 'team' ? readFrontLine(company) : undefined;
}

/**
 * The people of whom something is expected: they have a quota for the period, or had some of what the metric is
 * made of in this or the last fiscal year. Undefined for everyone.
 */
async function expectedSubjects(
  context: MetricContext,
  {
    spec,
    period,
    attained,
  }: { readonly spec: BoardSpec; readonly period: Period; readonly attained: readonly Figure[] },
): Promise<ReadonlySet<string> | undefined> {
  if (spec.by !== 'person') return undefined;
  const withQuota = attained.filter(({ value }) => value.kind !== 'none' || value.reason !== 'no quota');
  const { measures } = metricNamed(spec.metric);
  return new Set([
    ...(await peopleWithSome(context.store, { measures, ...thisAndLastYear(context, period) })),
    ...withQuota.map(({ subject }) => subject.id),
  ]);
}

function thisAndLastYear({ calendar }: MetricContext, period: Period): Days {
  const year = calendar.find('year', period.start) ?? calendar.find('quarter', period.start) ?? period;
  return { from: calendar.previous(year)?.start ?? year.start, to: year.end };
}

function sharesOf(attained: readonly Figure[]): ReadonlyMap<string, Figure> {
  const known = attained.filter(({ value }) => value.kind === 'quotient');
  return new Map(known.map((figure) => [figure.subject.id, figure]));
}

function sinceWords({ kind, slotAt }: Snapshot, { periodType, timeZone }: BoardSpec): string {
  if (kind === 'final') return `the end of the ${periodType} before`;
  return slotAt.toLocaleString('en-US', { weekday: 'long', month: 'long', day: 'numeric', timeZone });
}
