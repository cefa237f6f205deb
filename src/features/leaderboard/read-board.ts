import type { Services } from '#feature.ts';
import { type Day, dayIn } from '#lib/days.ts';
import type { Figure } from '#model/figure.ts';
import type { Period } from '#model/period.ts';
import { metricNamed } from '#metrics/catalogue.ts';
import type { MetricContext } from '#metrics/context.ts';
import { metricContext } from '#metrics/context.ts';
import { readFigure, readFigures } from '#metrics/read.ts';
import { comparedWith, type Snapshot } from './baseline.ts';
import type { BoardSpec } from './board.ts';
import { hasAny, standingsOf } from './policy.ts';
import type { BoardContent } from './standings.ts';
import { listedPeople, readFrontLine } from './subjects.ts';

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
  const metric = metricNamed(spec.metric);
  const today = dayIn(spec.timeZone, view.now);
  const period = context.calendar.periodOf(spec.periodType, view.day ?? today);
  const question = { metric: metric.id, by: spec.by, period };
  const [figures, attained, total, listed] = await Promise.all([
    readFigures(context, question),
    readFigures(context, { ...question, metric: 'attainment' }),
    readFigure(context, { ...question, by: 'company', subjectId: 'all' }),
    listedSubjects(services, spec),
  ]);
  const expected = await expectedSubjects(context, { spec, period, attained });
  const baseline = comparedWith(view.snapshots, period.start.toString());
  const standings = standingsOf(figures, {
    metric,
    isListed: (id) => listed?.has(id) ?? true,
    isExpected: (id) => expected?.has(id) ?? true,
    shares: metric.id === 'bookings' ? sharesOf(attained) : new Map(),
    before: baseline?.ranks,
  });
  return {
    spec,
    metric,
    period,
    today,
    standings,
    total: total && ['money', 'count'].includes(total.value.kind) ? total : undefined,
    unassigned: figures.find(({ subject, value }) => subject.id === '' && hasAny(value)),
    dataTime: total?.dataTime ?? null,
    since: baseline && sinceWords(baseline, spec),
  };
}

/** Who may hold a place; undefined for everyone. */
async function listedSubjects(
  { store }: Services,
  spec: BoardSpec,
): Promise<ReadonlySet<string> | undefined> {
  if (spec.by === 'person') return listedPeople(store);
  return spec.by === 'team' ? readFrontLine(store) : undefined;
}

/**
 * The people of whom something is expected: they have a quota for the period, or had some of the metric in this or
 * the last fiscal year. Undefined for everyone.
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
  const { calendar } = context;
  const year = calendar.find('year', period.start) ?? calendar.find('quarter', period.start) ?? period;
  const periods = [year, calendar.previous(year)].filter((one) => one !== undefined);
  const past = await Promise.all(
    periods.map((one) => readFigures(context, { metric: spec.metric, by: 'person', period: one })),
  );
  const some = past.flat().filter(({ value }) => hasAny(value));
  const withQuota = attained.filter(({ value }) => value.kind !== 'none' || value.reason !== 'no quota');
  return new Set([...some, ...withQuota].map(({ subject }) => subject.id));
}

function sharesOf(attained: readonly Figure[]): ReadonlyMap<string, Figure> {
  const known = attained.filter(({ value }) => value.kind === 'quotient');
  return new Map(known.map((figure) => [figure.subject.id, figure]));
}

function sinceWords({ kind, slotAt }: Snapshot, { periodType, timeZone }: BoardSpec): string {
  if (kind === 'final') return `the end of last ${periodType}`;
  return slotAt.toLocaleString('en-US', { weekday: 'long', month: 'long', day: 'numeric', timeZone });
}
