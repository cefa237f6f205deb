import { dayIn, daysBetween, isBefore } from '#lib/days.ts';
import { metricNamed, QUOTA_METRICS } from '#metrics/catalogue.ts';
import type { MetricContext } from '#metrics/context.ts';
import { type Elapsed, progressOf } from '#metrics/progress.ts';
import { type QuotaSpread, readSpreads } from '#metrics/quota-spread.ts';
import { readSeveral } from '#metrics/read.ts';
import type { Figure } from '#model/figure.ts';
import type { Period, PeriodType } from '#model/period.ts';
import type { WorkCalendar } from '#model/work-calendar.ts';
import { attainmentOf } from './attainment-of.ts';
import type { Person } from './people.ts';
import type { Standing } from './standing.ts';

/** Somebody with several kinds of quotas is spoken to about the first of these that has one. */
const PREFERRED: readonly PeriodType[] = ['quarter', 'month', 'year', 'week'];
/** What was won on the last day of a period becomes known after it. */
const LOOKED_BACK = 14;
const CARRIES_QUOTA: ReadonlySet<string> = new Set(QUOTA_METRICS.map(({ id }) => id));
const ACTIVITIES: ReadonlySet<string> = new Set(['calls', 'emails', 'meetings', 'touch points']);

const NOTHING = { sum: 0n, by: 1n };
const WHOLE = { sum: 1n, by: 1n };

interface Around {
  readonly context: MetricContext;
  readonly work: WorkCalendar;
}

/**
 * How far these people's quotas are reached: of the running period, and of one that ended within the last two weeks.
 * One reading for everybody, and another one only where somebody's quotas are for periods of another length.
 */
export async function readStandings(around: Around, people: readonly Person[]): Promise<readonly Standing[]> {
  const { calendar } = around.context;
  const today = dayIn(calendar.zone, around.context.now);
  const running = (type: PeriodType) => calendar.find(type, today);
  const ended = (type: PeriodType) => {
    const current = running(type);
    const last = current && calendar.previous(current);
    return last && daysBetween(last.end, today) < LOOKED_BACK ? last : undefined;
  };
  const now = await readPreferred(around, people, { periodOf: running, maySpeakOf: () => true });
  const typeOf = new Map(now.map((standing) => [pairOf(standing), standing.period.type]));
  const before = await readPreferred(around, people, {
    periodOf: ended,
    maySpeakOf: (pair, type) => (typeOf.get(pair) ?? type) === type,
  });
  return [...now, ...before];
}

interface Wanted {
  readonly periodOf: (type: PeriodType) => Period | undefined;
  /** Whether a person's quota for a metric is spoken of in periods of that kind. */
  readonly maySpeakOf: (pair: string, type: PeriodType) => boolean;
}

/** The standings of the preferred kind of period, for each person and metric. */
async function readPreferred(
  around: Around,
  people: readonly Person[],
  { periodOf, maySpeakOf }: Wanted,
): Promise<readonly Standing[]> {
  const found: Standing[] = [];
  for (const type of PREFERRED) {
    const period = periodOf(type);
    if (period === undefined) continue;
    const done = new Set(found.map(pairOf));
    const pairs = await whoHasQuotas(around.context, people, period);
    const open = pairs.filter(({ metric, person }) => {
      const pair = pairOf({ metric, personId: person.id });
      return !done.has(pair) && maySpeakOf(pair, type);
    });
    if (open.length === 0) continue;
    found.push(...(await readPeriod(around, period, open)));
    if (found.length === pairs.length) break;
  }
  return found;
}

interface Pair {
  readonly metric: string;
  readonly person: Person;
}

function pairOf({ metric, personId }: Pick<Standing, 'metric' | 'personId'>): string {
  return `${metric}/${personId}`;
}

/** Those of whom something is asked within a period, with what. */
async function whoHasQuotas(
  { store }: MetricContext,
  people: readonly Person[],
  period: Period,
): Promise<readonly Pair[]> {
  const rows = await store.db
    .selectFrom('quota')
    .select(['person_id', 'metric'])
    .distinct()
    .where('start_on', '<', period.end.toString())
    .where('end_on', '>', period.start.toString())
    .orderBy('metric')
    .orderBy('person_id')
    .execute();
  const known = new Map(people.map((person) => [person.id, person]));
  return rows.flatMap(({ person_id, metric }) => {
    const person = known.get(person_id);
    return person && CARRIES_QUOTA.has(metric) ? [{ metric, person }] : [];
  });
}

async function readPeriod(
  { context, work }: Around,
  period: Period,
  open: readonly Pair[],
): Promise<readonly Standing[]> {
  const metrics = [...new Set(open.map(({ metric }) => metric))];
  const subjectIds = [...new Set(open.map(({ person }) => person.id))];
  const figures = await readSeveral(context, {
    metrics: metrics.map((metric) => attainmentOf(metric).id),
    by: 'person',
    period,
    subjectIds,
  });
  const spreads = await readAllSpreads(context, { metrics, period, subjectIds });
  const found = new Map(
    metrics.flatMap((metric, at) =>
      (figures[at] ?? []).map((figure) => [pairOf({ metric, personId: figure.subject.id }), figure] as const),
    ),
  );
  return open.flatMap(({ metric, person }) => {
    const pair = pairOf({ metric, personId: person.id });
    const currency = metricNamed(metric).unit === 'money' ? context.currency : '';
    const elapsed = {
      period,
      today: person.today,
      work,
      location: person.location,
      spread: spreads.get(pair),
    };
    return standingOf(found.get(pair), { person, metric, currency, elapsed });
  });
}

/** How the quotas are spread over their days, by pair; a few queries for each metric, whoever has it. */
async function readAllSpreads(
  context: MetricContext,
  {
    metrics,
    ...asked
  }: { readonly metrics: readonly string[]; readonly period: Period; readonly subjectIds: readonly string[] },
): Promise<ReadonlyMap<string, QuotaSpread>> {
  const all = await Promise.all(
    metrics.map(async (metric) => {
      const spreads = await readSpreads(context, { metric, by: 'person', ...asked });
      return [...spreads].map(([personId, spread]) => [pairOf({ metric, personId }), spread] as const);
    }),
  );
  return new Map(all.flat());
}

function standingOf(
  figure: Figure | undefined,
  given: {
    readonly person: Person;
    readonly metric: string;
    readonly currency: string;
    readonly elapsed: Elapsed;
  },
): readonly Standing[] {
  if (figure?.value.kind !== 'quotient' || figure.value.by <= 0n) return [];
  const { sum: achieved, by: quota } = figure.value;
  const { person, metric, currency, elapsed } = given;
  const reached = { achieved, quota, currency };
  return [
    {
      personId: person.id,
      metric,
      isActivity: ACTIVITIES.has(metricNamed(metric).unit),
      period: elapsed.period,
      achieved,
      progress: progressOf(reached, elapsed),
      expectedBy: (day) =>
        isBefore(day, elapsed.period.end)
          ? (progressOf(reached, { ...elapsed, today: day }).pace?.expected ?? NOTHING)
          : WHOLE,
    },
  ];
}
