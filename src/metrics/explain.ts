import { Refusal } from '#lib/errors.ts';
import type { Day } from '#lib/days.ts';
import type { Breakdown, Figure } from '#model/figure.ts';
import type { Period } from '#model/period.ts';
import { atLock, viewAt } from './at-lock.ts';
import { metricNamed } from './catalogue.ts';
import type { Metric, TraceTerm } from './catalogue/metric.ts';
import { readStanding, viewpoint, type MetricContext } from './context.ts';
import type { Line } from './lines/line.ts';
import { readLines } from './lines/read-lines.ts';
import { readLeftOut, type LeftOut } from './left-out.ts';
import type { Basis, Scope } from './question.ts';
import { readFigure } from './read.ts';
import { readTrace, tracedLine, type TracedRecord } from './trace.ts';
import { traceWeighted } from './weighted-trace.ts';

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
  readonly basis?: Basis | undefined;
}

/** The records that make up a figure, and the candidates left out with the reason. Newest first. */
export async function explain(context: MetricContext, question: ExplainQuestion): Promise<Explanation> {
  const metric = metricNamed(question.metric);
  const scope = atLock(context, {
    by: question.by,
    period: question.period,
    view: viewpoint(context, question.asOf),
    only: new Set([question.subjectId]),
    basis: question.basis,
  });
  const [{ currency }, figure] = await Promise.all([readStanding(context), readFigure(context, question)]);
  if (!figure) throw new Refusal('there is no such team', 'Ask about someone who manages people.');
  const { lines, listed } = await readExplained(context, metric, { scope, currency });
  const leftOut = await readLeftOut(context.store, {
    scope,
    metric,
    currency,
    zone: context.calendar.zone,
    counted: new Set(lines.map((it) => it.recordId)),
  });
  return { figure, lines, leftOut: [...leftOut, ...listed.flatMap(notCounted)], total: sumOf(lines) };
}

/** The records of a figure as they were known at some moment, without the figure itself. */
export async function linesKnown(
  context: MetricContext,
  question: Omit<ExplainQuestion, 'asOf'>,
  moment: Temporal.Instant,
): Promise<readonly ExplainedLine[]> {
  const { by, period, subjectId } = question;
  const view = viewAt(context, moment);
  const scope = atLock(context, { by, period, view, only: new Set([subjectId]) });
  const { currency } = await readStanding(context);
  return (await readExplained(context, metricNamed(question.metric), { scope, currency })).lines;
}

async function readExplained(
  context: MetricContext,
  metric: Metric,
  { scope, currency }: { readonly scope: Scope; readonly currency: string },
): Promise<{ readonly lines: readonly ExplainedLine[]; readonly listed: readonly Line[] }> {
  const traced = await readTrace(context.store, {
    scope,
    currency,
    quota: quotaSide(metric, currency),
    sources: metric.trace.map((it) => it.from),
  });
  const listed = await readLines(
    { context, scope, argument: metric.argument },
    { sources: metric.lines ?? [], currency },
  );
  const counted = listed.filter((it) => it.leftOut === null).map(tracedLine);
  const weighted = metric.needs.includes('weights') ? await traceWeighted(context, scope, currency) : [];
  const lines = linesOf(
    metric,
    [...traced, ...counted, ...weighted].filter((it) => isCounted(it, currency)),
  );
  return { lines, listed };
}

function notCounted({ recordId, name, leftOut }: Line): readonly LeftOut[] {
  return leftOut === null ? [] : [{ recordId, name, reason: leftOut }];
}

/** The quota a metric is set against, in the currency of what it is for. */
function quotaSide({ quotaOf }: Metric, currency: string) {
  if (quotaOf === undefined) return undefined;
  return { metric: quotaOf, currency: metricNamed(quotaOf).unit === 'money' ? currency : '' };
}

/** Amounts in other currencies are traced but not added: they are named among what is left out. */
function isCounted({ currency }: TracedRecord, own: string): boolean {
  return currency === '' || currency === own;
}

function linesOf(metric: Metric, traced: readonly TracedRecord[]): readonly ExplainedLine[] {
  const lines = metric.trace.flatMap((term) =>
    traced
      .filter((it) => it.from === term.from)
      .map((it) => ({ ...it, counts: countsOf(term, it), against: againstOf(term, it) })),
  );
  return lines.toSorted((a, b) => Temporal.PlainDate.compare(b.day, a.day));
}

function countsOf({ counts }: TraceTerm, { amount }: TracedRecord): bigint {
  if (counts === undefined) return 0n;
  return counts === 'twice' ? 2n * amount : amount;
}

function againstOf({ against }: TraceTerm, { amount, takesBack, deals = 1 }: TracedRecord): bigint {
  if (against === undefined) return 0n;
  if (against === 'one') return BigInt(takesBack ? -deals : deals);
  return against === 'minus' ? -amount : amount;
}

function sumOf(lines: readonly ExplainedLine[]): Explanation['total'] {
  return {
    counts: lines.reduce((sum, it) => sum + it.counts, 0n),
    against: lines.reduce((sum, it) => sum + it.against, 0n),
  };
}
