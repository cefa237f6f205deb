import { sql, type RawBuilder } from 'kysely';
import { conversion } from '#ledger/conversion.ts';
import { startOfDay } from '#lib/days.ts';
import type { LineSource } from '#metrics/catalogue/metric.ts';
import type { Viewpoint } from '#metrics/context.ts';
import type { Scope } from '#metrics/question.ts';
import { ownedBy } from '#metrics/source.ts';
import type { Store } from '#store/store.ts';
import { subjectsFor, type Line, type LineQuestion } from './line.ts';

/** A deal as it stood at the point of view, its amount in the organisation's currency where there is a rate. */
export interface DealRow {
  readonly recordId: string;
  readonly name: string;
  readonly accountName: string | null;
  /** '' when there is no owner. */
  readonly personId: string;
  readonly personName: string;
  readonly territoryId: string | null;
  readonly closeOn: string;
  /** Local day of the organisation. */
  readonly createdOn: string;
  readonly createdAt: string;
  readonly amount: bigint | null;
  readonly currency: string;
  readonly isClosed: boolean;
  readonly isWon: boolean;
}

/** Reads deals that are not deleted; `where` speaks of `d`, the deals as known at the point of view. */
export async function readDeals(
  { context: { store, calendar }, scope }: LineQuestion,
  where: RawBuilder<unknown>,
): Promise<readonly DealRow[]> {
  const { rows } = await sql<DealRow>`
    select d.id as "recordId", d.name, a.name as "accountName", coalesce(d.owner_id, '') as "personId",
      coalesce(p.name, d.owner_id, '') as "personName", d.territory_id as "territoryId", d.close_on as "closeOn",
      (d.created_at at time zone ${calendar.zone})::date as "createdOn", d.created_at as "createdAt", c.amount,
      c.currency, d.is_closed as "isClosed", d.is_won as "isWon"
    from ${dealsKnown(store, scope.view)} d
    cross join lateral (${conversion(store, 'd', scope.view.conversion)}) c
    left join ${store.table('account')} a on a.id = d.account_id
    left join ${store.table('person')} p on p.id = d.owner_id
    where not d.is_deleted and ${where} ${onlyOwners(scope)}
    order by d.id`.execute(store.db);
  return rows;
}

/** Turns deals into lines; `line` says what each adds and on which day its owner's place decides. */
export async function dealLines(
  question: LineQuestion,
  deals: readonly DealRow[],
  { from, line }: { readonly from: LineSource; line(deal: DealRow): DealLine },
): Promise<readonly Line[]> {
  const lines = deals.map((deal) => {
    const own = line(deal);
    return { deal, own, standing: { ...deal, standsOn: own.standsOn ?? own.day, territoryOn: own.day } };
  });
  const subjects = await subjectsFor(
    question,
    lines.map((it) => it.standing),
  );
  return lines.map(({ deal, own, standing }) => ({
    from,
    recordId: deal.recordId,
    name: deal.name,
    accountName: deal.accountName,
    personId: deal.personId,
    personName: deal.personName,
    amount: own.amount,
    currency: own.currency ?? '',
    day: own.day,
    isRunning: own.isRunning ?? false,
    leftOut: own.leftOut ?? null,
    subjects: subjects(standing),
  }));
}

export interface DealLine {
  readonly amount: bigint;
  readonly currency?: string;
  readonly day: string;
  /** The day on which the owner's place decides; `day` unless said otherwise. */
  readonly standsOn?: string;
  readonly isRunning?: boolean;
  readonly leftOut?: string | null;
}

/** Deals created in the period, as the organisation's zone has it. */
export function createdIn({ context: { calendar }, scope }: LineQuestion): RawBuilder<unknown> {
  const { start, end } = scope.period;
  return sql`d.created_at >= ${startOfDay(start, calendar.zone).toString()}::timestamptz
    and d.created_at < ${startOfDay(end, calendar.zone).toString()}::timestamptz`;
}

/** Open deals whose close date lies in the period. */
export function openIn({ scope: { period } }: LineQuestion): RawBuilder<unknown> {
  return sql`not d.is_closed and d.close_on >= ${period.start.toString()}::date
    and d.close_on < ${period.end.toString()}::date`;
}

function onlyOwners({ by, only }: Scope): RawBuilder<unknown> {
  if (by !== 'person' || !only) return sql``;
  return sql`and ${ownedBy(sql`d.owner_id`, only)}`;
}

/**
 * Deals as a relation: from the mirror for now, from the last state known of each for a past moment. A deal's forecast
 * category is its own; where a past one is not known, its stage's.
 */
export function dealsKnown(store: Store, { knownBefore }: Viewpoint): RawBuilder<unknown> {
  const deal = store.table('opportunity');
  if (!knownBefore) return sql`${deal}`;
  return sql`(
    select distinct on (s.opportunity_id) s.opportunity_id as id, o.name, o.account_id, o.created_at, s.owner_id,
      s.territory_id, s.stage, s.amount, s.currency, s.close_on, s.is_closed, s.is_won, s.is_deleted,
      coalesce(s.forecast_category, t.forecast_category) as forecast_category
    from ${store.table('deal_state')} s
    join ${deal} o on o.id = s.opportunity_id
    left join ${store.table('stage')} t on t.api_name = s.stage
    where s.known_at < ${knownBefore.toString()}::timestamptz
    order by s.opportunity_id, s.known_at desc, s.seq desc
  )`;
}
