import type { Figure, Value } from '#model/figure.ts';
import type { Store } from '#store/store.ts';
import { metricNamed } from './catalogue.ts';
import type { Ingredients, Metric, OpenTally, QuotaReading } from './catalogue/metric.ts';
import { readStanding, viewpoint, type MetricContext } from './context.ts';
import { readOpenDeals } from './open-deals.ts';
import { readQuotas } from './quota.ts';
import type { Question, Scope } from './question.ts';
import { readSubjects, shownSubjects } from './subjects.ts';
import { readMedians, readSums, type Sums } from './tallies.ts';

const NO_QUOTA: QuotaReading = { kind: 'none', reason: 'no quota' };

/** Reads one metric for everyone a breakdown lists, or for the subjects asked about, in the order of their names. */
export async function readFigures(context: MetricContext, question: Question): Promise<readonly Figure[]> {
  const metric = metricNamed(question.metric);
  const view = viewpoint(context, question.asOf);
  const only = question.subjectIds && new Set(question.subjectIds);
  const scope: Scope = { by: question.by, period: question.period, view, only };
  // Nothing here waits for another: on a server the whole reading takes little more than its slowest part.
  const [standing, subjects, read] = await Promise.all([
    readStanding(context),
    readSubjects(context.store, scope),
    readIngredients(context.store, metric, scope),
  ]);
  const ingredients = read.in(standing.currency);
  return shownSubjects(subjects, scope, read.found).map((subject) => {
    const { value, remarks } = metric.compute(ingredients(subject.id));
    return {
      metric: metric.id,
      version: metric.version,
      unit: unitOf(value, metric, standing.currency),
      subject,
      period: question.period,
      value,
      asOf: view.asOf,
      dataTime: standing.dataTime,
      remarks,
    };
  });
}

/** Reads one metric of one subject. */
export async function readFigure(
  context: MetricContext,
  question: Omit<Question, 'subjectIds'> & { readonly subjectId: string },
): Promise<Figure | undefined> {
  const figures = await readFigures(context, { ...question, subjectIds: [question.subjectId] });
  return figures[0];
}

interface Read {
  /** Subjects that have something to show. */
  readonly found: ReadonlySet<string>;
  /** The ingredients of each subject, for figures in a currency. */
  in(currency: string): (subjectId: string) => Ingredients;
}

async function readIngredients(store: Store, metric: Metric, scope: Scope): Promise<Read> {
  const needs = (need: Metric['needs'][number]) => metric.needs.includes(need);
  const [sums, open, medians, quotas] = await Promise.all([
    readSums(store, metric.measures, scope),
    needs('open') ? readOpenDeals(store, scope) : new Map<string, readonly OpenTally[]>(),
    needs('median') ? readMedians(store, scope) : new Map<string, string>(),
    needs('quota') ? readQuotas(store, 'bookings', scope) : () => new Map<string, QuotaReading>(),
  ]);
  return {
    found: new Set([...withSomething(sums), ...open.keys(), ...medians.keys()]),
    in(currency) {
      const quota = quotas(currency);
      return (id) => ({
        currency,
        sums: sums.get(id) ?? {},
        open: open.get(id) ?? [],
        medianDays: medians.get(id),
        quota: quota.get(id) ?? NO_QUOTA,
      });
    },
  };
}

/** Subjects with at least one entry left: a deal won and reopened leaves sums of nothing behind. */
function withSomething(sums: ReadonlyMap<string, Sums>): readonly string[] {
  const some = (own: Sums) => Object.values(own).some((tallies) => tallies.some((it) => it.n !== 0n));
  return [...sums].filter(([, own]) => some(own)).map(([id]) => id);
}

function unitOf(value: Value, metric: Metric, currency: string): string {
  return metric.unit === 'money' ? (value.kind === 'money' ? value.money.currency : currency) : metric.unit;
}
