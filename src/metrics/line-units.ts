import type { Figure } from '#model/figure.ts';
import type { Metric } from './catalogue/metric.ts';
import type { ExplainedLine } from './explain.ts';

/** The currencies of the two sides of a line or a sum; '' for what is no money. */
export interface Units {
  readonly counts: string;
  /** Undefined where nothing is divided. */
  readonly against: string | undefined;
}

/** In what a line adds to either side. */
export function unitsOfLine({ trace }: Metric, { from, currency }: ExplainedLine): Units {
  const divisor = trace.find((term) => term.from === from && term.against !== undefined);
  return { counts: currency, against: divisor && (divisor.against === 'one' ? '' : currency) };
}

/** In what the sums of a figure's lines are. */
export function unitsOfSum(metric: Metric, lines: readonly ExplainedLine[], figure: Figure): Units {
  const isMoney = metric.unit === 'money' ? figure.unit : '';
  const counted = lines.find((line) => line.counts !== 0n);
  const dividing = lines
    .filter((line) => line.against !== 0n)
    .map((line) => unitsOfLine(metric, line).against);
  const divides = metric.trace.some((term) => term.against !== undefined);
  const against = dividing.find((it) => it !== undefined) ?? '';
  return { counts: counted?.currency ?? (isMoney || against), against: divides ? against : undefined };
}
