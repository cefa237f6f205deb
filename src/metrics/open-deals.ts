import { sql, type RawBuilder } from 'kysely';
import { conversion } from '#ledger/conversion.ts';
import type { Breakdown } from '#model/figure.ts';
import type { Organisation } from '#model/placement.ts';
import type { Store } from '#store/store.ts';
import type { OpenTally } from './catalogue/metric.ts';
import { includes, type Scope } from './question.ts';
import { ownedBy } from './source.ts';

/** Where a deal stands that is not credited yet. */
export interface Place {
  readonly ownerId: string;
  readonly territoryId: string | null;
  /** Needed only where it decides the territory: a deal without one counts for its owner's on its close date. */
  readonly closeOn: string | null;
}

/** Open deals of one owner, territory and currency; amounts and counts as text. */
export type OpenRow = Place & Readonly<Record<keyof OpenTally, string>>;

/**
 * Open deals that are due to close in the period, by subject. Team and role are the owner's on the day of the view:
 * an open deal belongs to those who work on it now. Territory is the deal's, else the owner's on the close date.
 * Each amount is converted by itself, at the rate of its close date, as far as rates are known.
 */
export function openDealsOf(
  rows: readonly OpenRow[],
  scope: Scope,
  organisation: Organisation,
): ReadonlyMap<string, readonly OpenTally[]> {
  const bySubject = new Map<string, Map<string, OpenTally>>();
  for (const row of rows) {
    for (const id of subjectsOf(row, scope, organisation)) {
      if (!includes(scope, id)) continue;
      const tallies = bySubject.get(id) ?? new Map<string, OpenTally>();
      bySubject.set(id, tallies.set(row.currency, add(row, tallies.get(row.currency))));
    }
  }
  return new Map([...bySubject].map(([id, tallies]) => [id, [...tallies.values()]]));
}

/** Whose figures a deal of the period is part of while it is not credited. */
export function subjectsOf(row: Place, { by, view }: Scope, organisation: Organisation): readonly string[] {
  if (by === 'company') return ['all'];
  if (by === 'person') return [row.ownerId];
  if (by === 'territory')
    return [row.territoryId ?? organisation.on(row.ownerId, row.closeOn ?? view.day.toString()).territoryId];
  const placement = organisation.on(row.ownerId, view.day.toString());
  return by === 'role' ? [placement.roleId] : [row.ownerId, ...placement.managers];
}

function add(row: OpenRow, to: OpenTally | undefined): OpenTally {
  return {
    currency: row.currency,
    amount: BigInt(row.amount) + (to?.amount ?? 0n),
    deals: BigInt(row.deals) + (to?.deals ?? 0n),
    withoutAmount: BigInt(row.withoutAmount) + (to?.withoutAmount ?? 0n),
    overdueAmount: BigInt(row.overdueAmount) + (to?.overdueAmount ?? 0n),
    overdueDeals: BigInt(row.overdueDeals) + (to?.overdueDeals ?? 0n),
  };
}

export function openDealsQuery(store: Store, scope: Scope): RawBuilder<OpenRow> {
  const onlyOwners =
    scope.by === 'person' && scope.only ? sql`and ${ownedBy(sql`s.owner_id`, scope.only)}` : sql``;
  const closeOn = closeDateWhereItMatters(scope.by);
  const overdue = sql`s.close_on < ${scope.view.day.toString()}::date`;
  return sql<OpenRow>`
    select coalesce(s.owner_id, '') as "ownerId", s.territory_id as "territoryId", ${closeOn} as "closeOn",
      c.currency, coalesce(sum(c.amount), 0)::text as amount, count(*)::text as deals,
      (count(*) filter (where s.amount is null))::text as "withoutAmount",
      coalesce(sum(c.amount) filter (where ${overdue}), 0)::text as "overdueAmount",
      (count(*) filter (where ${overdue}))::text as "overdueDeals"
    from ${dealsOfPeriod(store, scope)} s
    cross join lateral (${conversion(store, 's', scope.view.conversion)}) c
    where not s.is_closed and not s.is_deleted ${onlyOwners}
    group by 1, 2, 3, 4`;
}

function closeDateWhereItMatters(by: Breakdown): RawBuilder<unknown> {
  return by === 'territory' ? sql`case when s.territory_id is null then s.close_on end` : sql`null::date`;
}

/**
 * Deals that close in the period as a relation with `id, owner_id, territory_id, close_on, currency, amount` and how
 * they stand: from the mirror for now, from the last state known of each deal for a past moment.
 */
export function dealsOfPeriod(store: Store, { view, period }: Scope): RawBuilder<unknown> {
  const { start, end } = period;
  const inPeriod = sql`close_on >= ${start.toString()}::date and close_on < ${end.toString()}::date`;
  if (!view.knownBefore) return sql`(select * from ${store.table('opportunity')} where ${inPeriod})`;
  const state = store.table('deal_state');
  const before = view.knownBefore.toString();
  return sql`(
    select d.*, d.opportunity_id as id from ${state} d
    where d.known_at < ${before}::timestamptz and ${inPeriod} and not exists (
      select from ${state} later
      where later.opportunity_id = d.opportunity_id and later.known_at < ${before}::timestamptz
        and (later.known_at, later.seq) > (d.known_at, d.seq)
    )
  )`;
}
