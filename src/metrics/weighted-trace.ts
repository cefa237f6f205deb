import { metricNamed } from './catalogue.ts';
import { amountOf } from './catalogue/attainment.ts';
import { commonScale, weightedAmount } from './catalogue/weighted.ts';
import type { MetricContext } from './context.ts';
import { percentText } from '#model/quota-curve.ts';
import { quotasQuery, readAround } from './quota.ts';
import { quotaSides, quotasNeeded } from './quota-sides.ts';
import type { Scope } from './question.ts';
import { readInScope } from './read.ts';
import type { TracedRecord } from './trace.ts';

/**
 * The quotas behind a weighted attainment, each as what it adds and as its weight: weight × reached ÷ quota over the
 * smallest number that all quotas divide, so that the lines sum to the figure exactly.
 */
export async function traceWeighted(
  context: MetricContext,
  scope: Scope,
  currency: string,
): Promise<readonly TracedRecord[]> {
  const [subjectId] = scope.only ?? [];
  if (subjectId === undefined) return [];
  const { rows } = await quotasQuery(
    context.store,
    quotasNeeded([metricNamed('attainment_weighted')]),
    scope,
  ).execute(context.store.db);
  const { organisation } = await readAround(context.store, rows, scope);
  const weights = (await quotaSides(context.store, rows, { scope, currency, organisation })).weightsOf(
    subjectId,
  );
  if (weights.kind === 'none') return [];
  const metrics = weights.parts.map((part) => metricNamed(part.metric));
  const figures = await readInScope(context, metrics, scope);
  const scale = commonScale(weights.parts);
  return weights.parts.flatMap((part, at) => {
    const figure = figures[at]?.[0];
    const reached = figure && amountOf(figure.value);
    if (figure === undefined || reached === undefined) return [];
    const record = {
      recordId: subjectId,
      name: `${metrics[at]?.name ?? part.metric}: ${reached} of ${part.amount}, weight ${percentText(part.weight)}`,
      accountName: null,
      personId: subjectId,
      personName: figure.subject.name,
      currency: '',
      day: scope.period.start,
      rule: '',
      entryId: null,
    };
    return [
      { ...record, from: 'weighted' as const, amount: weightedAmount(part, { reached, scale }) },
      { ...record, from: 'weight' as const, amount: part.weight * scale },
    ];
  });
}
