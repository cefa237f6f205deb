import { Refusal } from '#lib/errors.ts';
import type { Calendar } from '#model/calendar.ts';
import { isBefore } from '#lib/days.ts';
import type { Period, PeriodType } from '#model/period.ts';
import { type Allotted, type Branch, cascade } from '#model/quota-cascade.ts';
import { type Curve, readCurve } from '#model/quota-curve.ts';

export const SPLITS = { quarter: 'Quarters', month: 'Quarters and their months' } as const;
/** Down to which periods a year is split. */
export type SplitDepth = keyof typeof SPLITS;

export interface SplitAsked {
  readonly amount: bigint;
  readonly whole: Period;
  readonly depth: SplitDepth;
  /** As it is typed: "22/24/26/28" for quarters, one share for each month, or "even". */
  readonly curve: string;
}

export type SplitRead =
  | { readonly kind: 'split'; readonly parts: readonly Allotted<Period>[] }
  | { readonly kind: 'wrong'; readonly problem: string; readonly remedy: string };

/**
 * A year's quota handed down to its quarters, and these to their months, by a seasonal curve. A curve has a share for
 * each quarter, or for each month where it is split into months. Where a custom fiscal year has no quarters, its months
 * are the parts. @throws Refusal when the calendar has no parts of the asked kind.
 */
export function splitPeriod(calendar: Calendar, { amount, whole, depth, curve }: SplitAsked): SplitRead {
  const quarters = whole.type === 'quarter' ? [whole] : partsOf(calendar, whole, 'quarter');
  const months =
    depth === 'month' || quarters.length === 0
      ? (quarters.length > 0 ? quarters : [whole]).map((it) => partsOf(calendar, it, 'month'))
      : [];
  const finest = months.flat();
  if (quarters.length < 2 && finest.length < 2) {
    throw new Refusal(`${whole.id} has no parts to split it into.`, 'Name a year or a quarter.');
  }
  const isMonthly = finest.length > 0 && (quarters.length < 2 || countOf(curve) === finest.length);
  const read = readCurve(curve, isMonthly ? finest.length : quarters.length);
  if (read.kind === 'wrong') return read;
  const branches = isMonthly
    ? byMonths(quarters, { months, curve: read.curve })
    : quarters.map((name, at) => ({
        name,
        weight: read.curve[at] ?? 0n,
        parts: (months[at] ?? []).map((month) => ({ name: month, weight: 1n, parts: [] })),
      }));
  return { kind: 'split', parts: cascade(amount, branches) };
}

function byMonths(
  quarters: readonly Period[],
  { months, curve }: { readonly months: readonly (readonly Period[])[]; readonly curve: Curve },
): readonly Branch<Period>[] {
  let at = 0;
  const groups = months.map((own) => own.map((name) => ({ name, weight: curve[at++] ?? 0n, parts: [] })));
  if (quarters.length < 2) return groups.flat();
  return quarters.map((name, index) => {
    const parts = groups[index] ?? [];
    return { name, weight: parts.reduce((sum, { weight }) => sum + weight, 0n), parts };
  });
}

/** Every part, the larger ones before what they are made of. */
export function allParts(parts: readonly Allotted<Period>[]): readonly Allotted<Period>[] {
  return parts.flatMap((part) => [part, ...allParts(part.parts)]);
}

/** The parts that are not divided further: what quotas are set for. */
export function finestParts(parts: readonly Allotted<Period>[]): readonly Allotted<Period>[] {
  return parts.flatMap((part) => (part.parts.length > 0 ? finestParts(part.parts) : [part]));
}

/** The periods of a type that tile a longer one; none where the calendar does not have them. */
function partsOf(calendar: Calendar, whole: Period, type: PeriodType): readonly Period[] {
  const parts: Period[] = [];
  let next = calendar.find(type, whole.start);
  while (next && isBefore(next.start, whole.end)) {
    parts.push(next);
    next = calendar.next(next);
  }
  const [first] = parts;
  const fits = first?.start.equals(whole.start) && parts.at(-1)?.end.equals(whole.end);
  return fits ? parts : [];
}

function countOf(curve: string): number {
  return curve.trim().split(/[\s/;,]+/).length;
}
