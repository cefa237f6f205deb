import { employedOn, employedSpan, leaversOf } from './employment.ts';
import { counted, CATEGORIES, type Asked, type Deal } from './facts.ts';
import { marginOf, unitsOf } from './sold.ts';

/** What one record adds to a figure, and to what that is divided by. */
export interface OracleLine {
  readonly id: string;
  readonly counts: bigint;
  readonly against: bigint;
}

/** The records behind a figure by the org's own rows; of a figure put together from others, none. */
export function linesBehind(metric: string, asked: Asked): readonly OracleLine[] {
  const { facts, span, org } = asked;
  const inSpan = (day: string) => span.start <= day && day < span.end;
  const deals = facts.deals.filter((it) => inSpan(it.closeOn));
  const closed = deals.filter((it) => it.isClosed);
  const [won, lost] = [closed.filter((it) => it.isWon), closed.filter((it) => !it.isWon)];
  const open = deals.filter((it) => !it.isClosed);
  const created = facts.created.filter((it) => inSpan(it.createdOn));
  const [paid, paidOpen] = [counted(won, org), counted(open, org)];
  const due = paidOpen.filter((it) => it.closeOn >= org.today);
  const quotas = [...asked.quotas()].map(([id, amount]) => ({ id, counts: 0n, against: amount }));
  const category = CATEGORIES[metric];
  if (category)
    return paidOpen.filter((it) => it.category === category).map((it) => line(it, it.amount ?? 0n));
  switch (metric) {
    case 'bookings':
    case 'forecast_closed':
      return amounts(paid);
    case 'avg_deal_size':
      return paid.map((it) => line(it, it.amount ?? 0n, 1n));
    case 'deals_won':
      return ones(won);
    case 'deals_lost':
      return ones(lost);
    case 'win_rate':
      return [...won.map((it) => line(it, 1n, 1n)), ...lost.map((it) => line(it, 0n, 1n))];
    case 'win_rate_cohort':
      return created.map((it) => line(it, it.isClosed && it.isWon ? 1n : 0n, 1n));
    case 'sales_cycle_days':
      return won.map((it) => line(it, BigInt(it.days), 1n));
    case 'sales_cycle_median_days':
      return won.map((it) => line(it, BigInt(it.days)));
    case 'opportunities_created':
      return ones(created);
    case 'open_deals':
      return ones(open);
    case 'open_pipeline':
      return amounts(paidOpen);
    case 'coverage':
      return [...amounts(due), ...quotas, ...paid.map((it) => line(it, 0n, -(it.amount ?? 0n)))];
    case 'coverage_whole':
      return [...amounts(due), ...quotas];
    case 'needed_coverage':
      return [...paid.map((it) => line(it, it.amount ?? 0n, it.amount)), ...amounts(counted(lost, org))];
    case 'attainment':
      return [...amounts(paid), ...quotas];
    case 'units':
      return known(won, (it) => unitsOf(it, org));
    case 'margin':
      return known(paid, (it) => marginOf(it, org));
    case 'revenue_per_person':
      return [
        ...amounts(paid),
        ...employedOn(asked, employedSpan(asked).last).map((id) => ({ id, counts: 0n, against: 1n })),
      ];
    default:
      return moreLines(metric, asked);
  }
}

/** Those of activities, stages, answers and people; attainments of other metrics have no quota to be set against. */
function moreLines(metric: string, asked: Asked): readonly OracleLine[] {
  const { facts, span, org, responses } = asked;
  const inSpan = (day: string) => span.start <= day && day < span.end;
  const done = facts.activities.filter((it) => inSpan(it.day) && it.day <= org.today);
  const stays = facts.stays.filter((it) => inSpan(it.from));
  switch (metric) {
    case 'calls':
    case 'emails':
    case 'meetings':
      return ones(done.filter((it) => `${it.kind}s` === metric));
    case 'touch_points':
      return ones(done);
    case 'meetings_booked':
      return ones(facts.booked.filter((it) => inSpan(it.createdOn)));
    case 'first_response_minutes':
    case 'first_response_p90_minutes':
      return known(
        facts.created.filter((it) => inSpan(it.createdOn)),
        (it) => {
          const waited = responses.first(it);
          return waited && BigInt(waited.days);
        },
      );
    case 'followup_cadence':
      return facts.deals
        .filter((it) => !it.isClosed && inSpan(it.closeOn))
        .map((it) => line(it, responses.isFollowedUp(it.id) ? 1n : 0n, 1n));
    case 'time_in_stage':
    case 'time_in_stage_p80':
      return stays.map((it) => ({ id: it.deal, counts: BigInt(it.days), against: 0n }));
    case 'stage_conversion':
      return stays
        .filter((it) => it.isFirst)
        .map((it) => ({ id: it.deal, counts: it.wentOn ? 1n : 0n, against: 1n }));
    case 'turnover': {
      const { first, last } = employedSpan(asked);
      const there = [...employedOn(asked, first), ...employedOn(asked, last)];
      return [
        ...leaversOf(asked).map((id) => ({ id, counts: 2n, against: 0n })),
        ...there.map((id) => ({ id, counts: 0n, against: 1n })),
      ];
    }
    // Nobody's deals are shared, no expense and no score is mapped, nobody's quotas have weights.
    case 'overlay_bookings':
    case 'sales_velocity':
    case 'profit':
    case 'customer_score':
    case 'attainment_weighted':
      return [];
    default:
      if (!metric.startsWith('attainment_')) throw new Error(`the oracle does not know ${metric}`);
      return linesBehind(metric.replace('attainment_', ''), asked);
  }
}

function line({ id }: { readonly id: string }, counts: bigint, against = 0n): OracleLine {
  return { id, counts, against };
}

function ones(records: readonly { readonly id: string }[]): readonly OracleLine[] {
  return records.map((it) => line(it, 1n));
}

function amounts(deals: readonly Deal[]): readonly OracleLine[] {
  return deals.map((it) => line(it, it.amount ?? 0n));
}

function known(deals: readonly Deal[], amount: (deal: Deal) => bigint | undefined): readonly OracleLine[] {
  return deals.flatMap((it) => {
    const counts = amount(it);
    return counts === undefined ? [] : [line(it, counts)];
  });
}
