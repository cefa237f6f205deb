import { type MetricContext, viewpoint } from '#metrics/context.ts';
import { openIn, readDeals } from '#metrics/lines/deals.ts';
import type { Period } from '#model/period.ts';
import type { OpenDeal, Standing } from './standing.ts';

/** By period and owner. */
export type Open = ReadonlyMap<string, readonly OpenDeal[]>;

/** Open deals of those with something left to do, by owner and period: they count for quotas of bookings. */
export async function readOpen(context: MetricContext, standings: readonly Standing[]): Promise<Open> {
  const asked = standings.filter(({ metric, progress }) => metric === 'bookings' && progress.gap > 0n);
  const open = new Map<string, OpenDeal[]>();
  for (const [key, own] of Map.groupBy(asked, ({ period }) => keyOf(period))) {
    const [first] = own;
    if (first === undefined) continue;
    const only = new Set(own.map(({ personId }) => personId));
    const { period } = first;
    const view = viewpoint(context, undefined);
    const question = { context, scope: { by: 'person' as const, period, view, only }, argument: undefined };
    for (const deal of await readDeals(question, openIn(question))) {
      if (deal.amount === null || deal.currency !== context.currency) continue;
      const named = open.get(`${key}/${deal.personId}`) ?? [];
      const { recordId: id, name, amount } = deal;
      named.push({ id, name, amount, closeOn: Temporal.PlainDate.from(deal.closeOn) });
      open.set(`${key}/${deal.personId}`, named);
    }
  }
  return open;
}

export function openOf(open: Open, { period, personId, metric }: Standing): readonly OpenDeal[] {
  return metric === 'bookings' ? (open.get(`${keyOf(period)}/${personId}`) ?? []) : [];
}

function keyOf({ type, start }: Period): string {
  return `${type}/${start.toString()}`;
}
