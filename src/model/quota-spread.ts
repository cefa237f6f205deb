import { splitExactly } from './quota-cascade.ts';

/** A stretch of days [from, to) and what of a quota, or of a plan, lies in it. Days are ISO texts. */
export interface SpreadPart {
  readonly from: string;
  readonly to: string;
  readonly amount: bigint;
}

/** How a quota is spread over its period, where it is not evenly over the working days. */
export interface Spread {
  /** By its own parts: months of a year, ramp, leave, a change on the way; or by the company's seasonal curve as well. */
  readonly along: 'parts' | 'curve';
  readonly parts: readonly SpreadPart[];
}

/** One plan of the company: all its parts, of every level. */
export type PlanParts = readonly SpreadPart[];

/**
 * What a quota's days are asked for. Parts of their own, such as the quarters a year was split into, keep their amounts;
 * a part that the company has a plan for in smaller parts is divided as that plan is. Undefined where it is one part
 * without a plan: then every working day is asked for the same.
 */
export function spreadOf(
  own: readonly SpreadPart[],
  plans: readonly PlanParts[],
  days: (from: string, to: string) => number,
): Spread | undefined {
  const pieces = own.map((part) => cutByPlan(part, plans, days));
  const parts = pieces.flat();
  if (parts.length < 2) return undefined;
  return { along: pieces.some((piece) => piece.length > 1) ? 'curve' : 'parts', parts };
}

/** Parts of several people: what lies in the same days is one part. */
export function mergedParts(parts: readonly SpreadPart[]): readonly SpreadPart[] {
  const groups = Map.groupBy(parts, ({ from, to }) => `${from}/${to}`);
  return [...groups.values()].flatMap(([first, ...rest]) =>
    first ? [{ ...first, amount: rest.reduce((sum, { amount }) => sum + amount, first.amount) }] : [],
  );
}

/** The newest plan that covers a part divides it, each day of a plan's part weighing the same. */
function cutByPlan(
  part: SpreadPart,
  plans: readonly PlanParts[],
  days: (from: string, to: string) => number,
): readonly SpreadPart[] {
  const plan = plans.find((it) => it.some(({ from, to }) => from <= part.from && part.to <= to));
  const pieces = finest(plan ?? []).flatMap((it) => {
    const [from, to] = [later(it.from, part.from), earlier(it.to, part.to)];
    return from < to && it.amount >= 0n ? [{ from, to, of: it }] : [];
  });
  if (pieces.length < 2 || !tiles(part, pieces)) return [part];
  const scale = pieces.reduce((product, { of }) => product * BigInt(days(of.from, of.to) || 1), 1n);
  const weights = pieces.map(
    ({ from, to, of }) => (of.amount * BigInt(days(from, to)) * scale) / BigInt(days(of.from, of.to) || 1),
  );
  const amounts = splitExactly(part.amount, weights);
  return pieces.map(({ from, to }, at) => ({ from, to, amount: amounts[at] ?? 0n }));
}

/** Parts that are not divided further. */
function finest(plan: PlanParts): readonly SpreadPart[] {
  return plan
    .filter((it) => !plan.some((other) => other !== it && it.from <= other.from && other.to <= it.to))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

function tiles(
  whole: SpreadPart,
  pieces: readonly { readonly from: string; readonly to: string }[],
): boolean {
  let next = whole.from;
  for (const { from, to } of pieces) {
    if (from !== next) return false;
    next = to;
  }
  return next === whole.to;
}

function later(a: string, b: string): string {
  return a < b ? b : a;
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}
