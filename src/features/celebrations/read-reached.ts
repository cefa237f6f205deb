import type { MetricContext } from '#metrics/context.ts';
import { readFigures } from '#metrics/read.ts';
import { companyToday } from '#metrics/today.ts';
import type { Period } from '#model/period.ts';
import { type OwnQuota, REACHED_TYPES, type ReachedKey } from './reached.ts';

/** What was won on the last days of a period may become known after it. */
const AFTER_DAYS = 3;
/** Who is asked on a later working morning has time to answer, whatever holidays lie between. */
const ANSWER_DAYS = 14;

/** A quota of a period that runs, or has just ended, and whether it is reached now. */
export interface Standing extends OwnQuota {
  readonly isReached: boolean;
}

/** The bookings quotas of months and quarters that run or have just ended; of people who answer, a little longer. */
export async function readStandings(
  context: MetricContext,
  only?: readonly string[],
): Promise<readonly Standing[]> {
  const { day } = companyToday(context);
  const rows = await context.store.db
    .selectFrom('quota')
    .select(['person_id', 'start_on', 'end_on'])
    .distinct()
    .where('metric', '=', 'bookings')
    .where('start_on', '<=', day.toString())
    .where('end_on', '>', day.subtract({ days: only === undefined ? AFTER_DAYS : ANSWER_DAYS }).toString())
    .$if(only !== undefined, (quotas) => quotas.where('person_id', 'in', [...(only ?? [])]))
    .orderBy('person_id')
    .execute();
  const found = new Map<string, { readonly period: Period; readonly people: string[] }>();
  for (const { person_id, start_on, end_on } of rows) {
    const period = periodOf(context, { start_on, end_on });
    if (period === undefined) continue;
    const known = found.get(period.id) ?? { period, people: [] };
    known.people.push(person_id);
    found.set(period.id, known);
  }
  const all = await Promise.all(
    [...found.values()].map(({ period, people }) => readPeriod(context, period, people)),
  );
  return all.flat();
}

/** One quota as it stands now, however long its period is over; undefined where the calendar has no such period. */
export async function readStanding(
  context: MetricContext,
  { personId, type, start }: ReachedKey,
): Promise<Standing | undefined> {
  const period = context.calendar.find(type, Temporal.PlainDate.from(start));
  if (period === undefined || period.start.toString() !== start) return undefined;
  const [standing] = await readPeriod(context, period, [personId]);
  return standing;
}

/** The month or quarter that a quota is for, exactly; undefined for any other stretch of days. */
function periodOf(
  { calendar }: MetricContext,
  quota: { readonly start_on: string; readonly end_on: string },
): Period | undefined {
  const start = Temporal.PlainDate.from(quota.start_on);
  return REACHED_TYPES.map((type) => calendar.find(type, start)).find(
    (period) => period?.start.equals(start) === true && period.end.toString() === quota.end_on,
  );
}

async function readPeriod(
  context: MetricContext,
  period: Period,
  people: readonly string[],
): Promise<readonly Standing[]> {
  const subjectIds = [...new Set(people)];
  const figures = await readFigures(context, { metric: 'attainment', by: 'person', period, subjectIds });
  return figures.map(({ subject, value }) => ({
    personId: subject.id,
    period,
    isReached: value.kind === 'quotient' && value.by > 0n && value.sum >= value.by,
  }));
}
