import type { Day } from '#lib/days.ts';
import { amountOf } from '#metrics/catalogue/attainment.ts';
import type { MetricContext } from '#metrics/context.ts';
import { readFigures } from '#metrics/read.ts';
import type { Standing } from './standing.ts';

/** Some days of a quota's period, half-open, of which somebody's part is asked. */
export interface Span {
  readonly standing: Standing;
  readonly from: Day;
  readonly to: Day;
}

/** What was reached within spans, as known today: one reading for all people who ask about the same days. */
export async function readSpans(
  context: MetricContext,
  spans: readonly Span[],
): Promise<(span: Span) => bigint> {
  const found = new Map<string, bigint>();
  for (const [days, own] of Map.groupBy(spans, daysOf)) {
    const [one] = own;
    if (one === undefined) continue;
    const { standing, from: start, to: end } = one;
    const figures = await readFigures(context, {
      metric: standing.metric,
      by: 'person',
      period: { ...standing.period, start, end },
      subjectIds: [...new Set(own.map((span) => span.standing.personId))],
    });
    for (const { subject, value } of figures) found.set(`${days}/${subject.id}`, amountOf(value) ?? 0n);
  }
  return (span) => found.get(`${daysOf(span)}/${span.standing.personId}`) ?? 0n;
}

function daysOf({ standing, from, to }: Span): string {
  return `${standing.metric}/${from.toString()}/${to.toString()}`;
}
