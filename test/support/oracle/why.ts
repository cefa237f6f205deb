import type { MetricContext } from '#metrics/context.ts';
import { explain } from '#metrics/explain.ts';
import { readFigures } from '#metrics/read.ts';
import type { Breakdown } from '#model/figure.ts';
import type { Period } from '#model/period.ts';
import { lineDifferences, type Difference } from './compare.ts';
import type { Oracle } from './oracle.ts';

interface Asked {
  readonly metric: string;
  readonly by: Breakdown;
  readonly period: Period;
  /** How many subjects are asked about: those with the most records, so that there is something to explain. */
  readonly most: number;
}

/** Where the answers to why differ from the oracle's records, and how many records were compared. */
export async function compareWhy(
  context: MetricContext,
  oracle: Oracle,
  { metric, by, period, most }: Asked,
): Promise<{ readonly records: number; readonly differences: readonly Difference[] }> {
  const span = { start: period.start.toString(), end: period.end.toString() };
  const linesOf = (id: string) => oracle.lines(metric, { kind: by, id }, span).length;
  const figures = await readFigures(context, { metric, by, period });
  const asked = figures
    .map(({ subject }) => ({ id: subject.id, records: linesOf(subject.id) }))
    .toSorted((a, b) => b.records - a.records)
    .slice(0, most);
  const found: Difference[] = [];
  for (const { id } of asked)
    found.push(...lineDifferences(await explain(context, { metric, by, subjectId: id, period }), oracle));
  return { records: asked.reduce((sum, it) => sum + it.records, 0), differences: found };
}
