import { Refusal } from '#lib/errors.ts';
import type { Day } from '#lib/days.ts';
import type { Breakdown, Figure } from '#model/figure.ts';
import type { Period } from '#model/period.ts';
import { metricNamed } from './catalogue.ts';
import type { Metric, TraceTerm } from './catalogue/metric.ts';
import { readStanding, viewpoint, type MetricContext } from './context.ts';
import { readLeftOut, type LeftOut } from './left-out.ts';
import type { Scope } from './question.ts';
import { readFigure } from './read.ts';
import { readTrace, type TracedRecord } from './trace.ts';

/** One record behind a figure. Amounts are in the smallest unit: minor units of `currency`, deals, days, activities. */
export interface ExplainedLine extends TracedRecord {
  /** What it adds to what is counted. */
  readonly counts: bigint;
  /** What it adds to what that is divided by; 0 everywhere for plain sums. */
  readonly against: bigint;
}

export interface Explanation {
  readonly figure: Figure;
  readonly lines: readonly ExplainedLine[];
  /** Candidates that are not part of the figure, and why. */
  readonly leftOut: readonly LeftOut[];
  /** Sums of the lines: exactly the figure's value, or the two integers it is the quotient of. */
  readonly total: { readonly counts: bigint; readonly against: bigint };
}

export interface ExplainQuestion {
  readonly metric: string;
  readonly by: Breakdown;
  readonly subjectId: string;
  readonly period: Period;
  readonly asOf?: Day | undefined;
}

/** The records that make up a figure, and the candidates left out with the reason. Newest first. */
export async function explain(context: MetricContext, question: ExplainQuestion): Promise<Explanation> {
  const metric = metricNamed(question.metric);
  const scope: Scope = {
    by: question.by,
    period: question.period,
    view: viewpoint(context, question.asOf),
    only: new Set([question.subjectId]),
  };
  const [{ currency }, figure] = await Promise.all([readStanding(context), readFigure(context, question)]);
  if (!figure) throw new Refusal('there is no such team', 'Ask about someone who manages people.');
  const traced = await readTrace(context.store, {
    scope,
    currency,
    sources: metric.trace.map((it) => it.from),
  });
  const lines = linesOf(
    metric,
    traced.filter((it) => isCounted(it, currency)),
  );
  const leftOut = await readLeftOut(context.store, {
    scope,
    metric,
    currency,
    counted: new Set(lines.map((it) => it.recordId)),
  });
  return { figure, lines, leftOut, total: sumOf(lines) };
}

/** Amounts in other currencies are traced but not added: they are named among what is left out. */
function isCounted({ currency }: TracedRecord, own: string): boolean {
  return currency === '' || currency === own;
}

function linesOf(metric: Metric, traced: readonly TracedRecord[]): readonly ExplainedLine[] {
  const lines = metric.trace.flatMap((term) =>
    traced
      .filter((it) => it.from === term.from)
      .map((it) => ({ ...it, counts: term.counts ? it.amount : 0n, against: againstOf(term, it) })),
  );
  return lines.toSorted((a, b) => Temporal.PlainDate.compare(b.day, a.day));
}

function againstOf({ against }: TraceTerm, { amount, takesBack }: TracedRecord): bigint {
  if (against === undefined) return 0n;
  if (against === 'one') return takesBack ? -1n : 1n;
  return against === 'minus' ? -amount : amount;
}

function sumOf(lines: readonly ExplainedLine[]): Explanation['total'] {
  return {
    counts: lines.reduce((sum, it) => sum + it.counts, 0n),
    against: lines.reduce((sum, it) => sum + it.against, 0n),
  };
}
