import { type Day, isBefore } from '#lib/days.ts';
import type { OpenDeal } from './standing.ts';

/** More deals than this are no plan but a hope. */
const MOST_NAMED = 3;

/**
 * The fewest open deals, largest first, that together close a gap; none where more than three would be needed. Deals
 * whose close date has passed do not count: nobody knows when they close.
 */
export function closingDeals(
  open: readonly OpenDeal[],
  { gap, today }: { readonly gap: bigint; readonly today: Day },
): readonly OpenDeal[] {
  if (gap <= 0n) return [];
  const named: OpenDeal[] = [];
  let left = gap;
  for (const deal of stillToCome(open, today).slice(0, MOST_NAMED)) {
    named.push(deal);
    left -= deal.amount;
    if (left <= 0n) return named;
  }
  return [];
}

/** Open deals with an amount and a close date to come, the largest first, of equal ones the one that is due first. */
export function stillToCome(open: readonly OpenDeal[], today: Day): readonly OpenDeal[] {
  return open
    .filter(({ amount, closeOn }) => amount > 0n && !isBefore(closeOn, today))
    .toSorted((a, b) => {
      if (a.amount !== b.amount) return a.amount > b.amount ? -1 : 1;
      return Temporal.PlainDate.compare(a.closeOn, b.closeOn) || (a.id < b.id ? -1 : 1);
    });
}
