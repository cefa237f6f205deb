import { employedOn, employedSpan, leaversOf } from './employment.ts';
import { fixed } from './exact.ts';
import { CATEGORIES, counted, ratio, rounded, sumDays, total, type Asked, type Deal } from './facts.ts';
import type { OrgTables } from './org-tables.ts';
import { marginOf, unitsOf } from './sold.ts';
import { percentile } from './stays.ts';

/** The figures of the whole catalogue that are no plain sum of closed deals. */
export function answerMore(metric: string, asked: Asked): string {
  const { facts, span, org } = asked;
  const inSpan = (day: string) => span.start <= day && day < span.end;
  const created = facts.created.filter((it) => inSpan(it.createdOn));
  const deals = facts.deals.filter((it) => inSpan(it.closeOn));
  const won = deals.filter((it) => it.isClosed && it.isWon);
  const open = deals.filter((it) => !it.isClosed);
  const stays = facts.stays.filter((it) => inSpan(it.from));
  const waits = metric.startsWith('first_response')
    ? created.flatMap((it) => asked.responses.first(it) ?? [])
    : [];
  // People have quotas for bookings only.
  if (metric.startsWith('attainment_')) return '';
  const category = CATEGORIES[metric];
  if (category)
    return money(
      total(
        counted(
          open.filter((it) => it.category === category),
          org,
        ),
      ),
      org,
    );
  switch (metric) {
    case 'opportunities_created':
      return String(created.length);
    case 'win_rate_cohort':
      return share(created.filter((it) => it.isClosed && it.isWon).length, created.length);
    case 'open_deals':
      return String(open.length);
    case 'coverage_whole': {
      const due = counted(open, org).filter((it) => it.closeOn >= org.today);
      return asked.quota() ? ratio(total(due), asked.quota() ?? 1n) : '';
    }
    case 'needed_coverage':
      return needed(deals, org);
    case 'sales_velocity':
      return velocity(deals, org);
    // None of these companies shares deals out.
    case 'overlay_bookings':
      return money(0n, org);
    case 'forecast_closed':
      return money(total(counted(won, org)), org);
    case 'touch_points':
      return String(facts.activities.filter((it) => inSpan(it.day) && it.day <= org.today).length);
    case 'meetings_booked':
      return String(facts.booked.filter((it) => inSpan(it.createdOn)).length);
    case 'time_in_stage':
      return percentile(stays, 0.5);
    case 'time_in_stage_p80':
      return percentile(stays, 0.8);
    case 'stage_conversion': {
      const first = stays.filter((it) => it.isFirst);
      return share(first.filter((it) => it.wentOn).length, first.length);
    }
    case 'first_response_minutes':
      return percentile(waits, 0.5);
    case 'first_response_p90_minutes':
      return percentile(waits, 0.9);
    case 'followup_cadence':
      return share(open.filter((it) => asked.responses.isFollowedUp(it.id)).length, open.length);
    case 'turnover':
      return turnover(asked);
    case 'revenue_per_person':
      return perPerson(won, asked);
    case 'units':
      return units(won, org);
    case 'margin':
      return margin(won, org);
    case 'profit':
      return won.length > 0 ? '' : money(0n, org);
    case 'customer_score':
      return '';
    default:
      throw new Error(`the oracle does not know ${metric}`);
  }
}

function needed(deals: readonly Deal[], org: OrgTables): string {
  const closed = counted(deals, org).filter((it) => it.isClosed);
  const won = total(closed.filter((it) => it.isWon));
  return won <= 0n ? '' : ratio(total(closed), won);
}

function velocity(deals: readonly Deal[], org: OrgTables): string {
  const closed = deals.filter((it) => it.isClosed);
  const won = closed.filter((it) => it.isWon);
  const paid = counted(won, org);
  const days = sumDays(won);
  if (paid.length === 0 || days <= 0n) return '';
  const n = (list: readonly Deal[]) => BigInt(list.length);
  const top = n(deals.filter((it) => !it.isClosed)) * total(paid) * n(won) * n(won);
  return money(rounded(top, n(paid) * n(closed) * days), org);
}

function units(won: readonly Deal[], org: OrgTables): string {
  return String(won.reduce((sum, it) => sum + (unitsOf(it, org) ?? 0n), 0n));
}

function margin(won: readonly Deal[], org: OrgTables): string {
  const complete = counted(won, org).flatMap((deal) => marginOf(deal, org) ?? []);
  if (complete.length === 0 && won.length > 0) return '';
  return money(
    complete.reduce((sum, it) => sum + it, 0n),
    org,
  );
}

function turnover(asked: Asked): string {
  const { first, last } = employedSpan(asked);
  const twice = employedOn(asked, first).length + employedOn(asked, last).length;
  return share(2 * leaversOf(asked).length, twice);
}

function perPerson(won: readonly Deal[], asked: Asked): string {
  const people = employedOn(asked, employedSpan(asked).last).length;
  const booked = total(counted(won, asked.org));
  return people === 0 ? '' : money(rounded(booked, BigInt(people)), asked.org);
}

function share(part: number, whole: number): string {
  return whole === 0 ? '' : ratio(BigInt(part), BigInt(whole));
}

function money(minor: bigint, org: OrgTables): string {
  return fixed(minor, org.decimals);
}
