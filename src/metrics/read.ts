import { organisationKnown } from '#ledger/placements.ts';
import { must } from '#lib/errors.ts';
import type { Figure, Remark } from '#model/figure.ts';
import type { Measure } from '#model/measure.ts';
import type { Organisation } from '#model/placement.ts';
import type { Store } from '#store/store.ts';
import { atLock } from './at-lock.ts';
import { metricNamed } from './catalogue.ts';
import type { Ingredients, LineSource, Metric } from './catalogue/metric.ts';
import { standingOf, standingQuery, viewpoint, type MetricContext, type StandingRow } from './context.ts';
import { countedLines, readLines } from './lines/read-lines.ts';
import { openDealsOf, openDealsQuery, type OpenRow } from './open-deals.ts';
import { quotasQuery, type StoredQuota } from './quota.ts';
import { quotaSides, quotasNeeded } from './quota-sides.ts';
import type { Question, Scope } from './question.ts';
import { shownSubjects, subjectsQuery, type SubjectRow } from './subjects.ts';
import { mediansQuery, sumsOf, sumsQuery, type MedianRow, type Sums, type SumRow } from './tallies.ts';
import { NO_ROWS, readTogether } from './together.ts';

/** Reads one metric for everyone a breakdown lists, or for the subjects asked about, in the order of their names. */
export async function readFigures(context: MetricContext, question: Question): Promise<readonly Figure[]> {
  const { metric, ...rest } = question;
  const [figures] = await readSeveral(context, { ...rest, metrics: [metric] });
  return must(figures, 'the figures of the metric asked for');
}

/** The same for several metrics, in their order, from one reading: a board sets bookings beside attainment. */
export async function readSeveral(
  context: MetricContext,
  { metrics: ids, ...question }: Omit<Question, 'metric'> & { readonly metrics: readonly string[] },
): Promise<readonly (readonly Figure[])[]> {
  const only = question.subjectIds && new Set(question.subjectIds);
  const view = viewpoint(context, question.asOf);
  const { by, period, basis } = question;
  return readInScope(context, ids.map(metricNamed), { by, period, view, only, basis });
}

/** The same from any point of view. */
export async function readInScope(
  context: MetricContext,
  metrics: readonly Metric[],
  scope: Scope,
): Promise<readonly (readonly Figure[])[]> {
  const records = atLock(context, scope);
  const rows = await readRows(context.store, metrics, { scope, records });
  const { currency, dataTime, trouble } = standingOf(rows.standing);
  const { foundFor, ingredientsOf } = await prepare(context.store, rows, { scope: records, currency });
  const listed = await Promise.all(
    metrics.map((metric) => listedFor(context, metric, { scope: records, currency, quotas: rows.quotas })),
  );
  return metrics.map((metric, index) => {
    const lines = listed[index] ?? NO_LINES;
    const found = new Set([...foundFor(metric), ...lines.keys()]);
    return shownSubjects(rows.subjects, scope, found).map((subject) => {
      const given = { ...ingredientsOf(metric, subject.id), lines: lines.get(subject.id) ?? {} };
      const { value, remarks } = metric.compute(given);
      return {
        metric: metric.id,
        version: metric.version,
        unit: metric.unit === 'money' ? currency : metric.unit,
        subject,
        period: scope.period,
        value,
        asOf: scope.view.asOf,
        dataTime,
        remarks: trouble === undefined ? remarks : [...remarks, troubleRemark(trouble)],
      };
    });
  });
}

function troubleRemark(cause: string): Remark {
  return { kind: 'partial', text: `the data cannot be relied on at the moment: ${cause.replace(/\.$/, '')}` };
}

type Listed = ReadonlyMap<string, Ingredients['lines']>;

const NO_LINES: Listed = new Map();

interface Around {
  readonly scope: Scope;
  readonly currency: string;
  readonly quotas: readonly StoredQuota[];
}

/** The records of a metric that are listed one by one. */
async function listedFor(
  context: MetricContext,
  metric: Metric,
  { scope, currency, quotas }: Around,
): Promise<Listed> {
  const { argument } = metric;
  const sources = sourcesOf(metric, quotas);
  if (sources.length === 0) return NO_LINES;
  return countedLines(await readLines({ context, scope, argument }, { sources, currency }));
}

/** Of all that may carry a quota, weighted attainment needs the records of what there are quotas for. */
function sourcesOf({ lines = [], needs }: Metric, quotas: readonly StoredQuota[]): readonly LineSource[] {
  if (!needs.includes('weights')) return lines;
  const asked = new Set(quotas.map(({ metric }) => metric));
  return [...new Set([...asked].flatMap((id) => metricNamed(id).lines ?? []))];
}

/** Reads one metric of one subject. */
export async function readFigure(
  context: MetricContext,
  question: Omit<Question, 'subjectIds'> & { readonly subjectId: string },
): Promise<Figure | undefined> {
  const figures = await readFigures(context, { ...question, subjectIds: [question.subjectId] });
  return figures[0];
}

interface Rows {
  readonly standing: StandingRow;
  readonly subjects: SubjectRow;
  readonly sums: SumRow;
  readonly open: OpenRow;
  readonly medians: MedianRow;
  readonly quotas: StoredQuota;
}

type Answers = { readonly [Name in keyof Rows]: readonly Rows[Name][] };

function readRows(
  store: Store,
  metrics: readonly Metric[],
  { scope, records }: { readonly scope: Scope; readonly records: Scope },
): Promise<Answers> {
  const needs = (need: Metric['needs'][number]) => metrics.some((metric) => metric.needs.includes(need));
  const measures = [...new Set(metrics.flatMap((metric) => metric.measures))];
  const quotas = quotasNeeded(metrics);
  return readTogether<Rows>(store, {
    standing: standingQuery(store),
    subjects: subjectsQuery(store, scope),
    sums: sumsQuery(store, measures, scope),
    open: needs('open') ? openDealsQuery(store, records) : NO_ROWS,
    medians: needs('median') ? mediansQuery(store, scope) : NO_ROWS,
    quotas: quotas.length > 0 ? quotasQuery(store, quotas, records) : NO_ROWS,
  });
}

interface Prepared {
  /** Subjects that have something of a metric to show. */
  readonly foundFor: (metric: Metric) => ReadonlySet<string>;
  readonly ingredientsOf: (metric: Metric, subjectId: string) => Omit<Ingredients, 'lines'>;
}

async function prepare(
  store: Store,
  rows: Answers,
  { scope, currency }: { readonly scope: Scope; readonly currency: string },
): Promise<Prepared> {
  const sums = sumsOf(rows.sums);
  const medians = new Map(rows.medians.map((row) => [row.id, String(row.days)]));
  const organisation = await organisationFor(store, rows, scope);
  const open = openDealsOf(rows.open, scope, organisation);
  const sides = await quotaSides(store, rows.quotas, { scope, currency, organisation });
  return {
    foundFor: ({ measures, needs }) =>
      new Set([
        ...withSomething(sums, measures),
        ...(needs.includes('open') ? open.keys() : []),
        ...(needs.includes('median') ? medians.keys() : []),
      ]),
    ingredientsOf: (metric, id) => ({
      currency,
      sums: sums.get(id) ?? {},
      open: open.get(id) ?? [],
      medianDays: medians.get(id),
      quota: sides.quotaOf(metric, id),
      ...(metric.needs.includes('weights') ? { weights: sides.weightsOf(id) } : {}),
    }),
  };
}

/** Where the owners of open deals and quotas stand; nothing is read where the breakdown does not ask for it. */
function organisationFor(store: Store, rows: Answers, { by, view }: Scope): Promise<Organisation> {
  const stands = by !== 'person' && by !== 'company';
  const people = [...rows.open.map((row) => row.ownerId), ...rows.quotas.map((row) => row.person_id)];
  return organisationKnown(store, {
    personIds: stands ? [...new Set(people)] : [],
    knownBefore: view.knownBefore,
  });
}

/**
 * Subjects with at least one entry left: a deal won and reopened leaves sums of nothing behind. Corrections of a locked
 * period are something, though they may be an amount of no entries.
 */
function withSomething(sums: ReadonlyMap<string, Sums>, measures: readonly Measure[]): readonly string[] {
  const some = (own: Sums) =>
    measures.some((measure) => own[measure]?.some((it) => it.n !== 0n || it.amount !== 0n) ?? false);
  return [...sums].filter(([, own]) => some(own)).map(([id]) => id);
}
