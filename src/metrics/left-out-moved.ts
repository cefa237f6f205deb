import { sql, type RawBuilder } from 'kysely';
import { startOfDay } from '#lib/days.ts';
import { organisationKnown } from '#ledger/placements.ts';
import type { Store } from '#store/store.ts';
import type { LeftOut } from './left-out.ts';
import { dealsKnown } from './lines/deals.ts';
import { subjectsOf } from './open-deals.ts';
import { ownedBy } from './source.ts';
import type { Scope } from './question.ts';

interface Moved {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly territoryId: string | null;
  readonly closeOn: string;
  readonly isDeleted: boolean;
}

/**
 * Deals that were to close in the period when it began, or later on, and now close in another one. `zone` is the
 * organisation's: its midnight begins the period.
 */
export async function readMovedAway(
  store: Store,
  { scope, zone }: { readonly scope: Scope; readonly zone: string },
): Promise<readonly LeftOut[]> {
  const state = store.table('deal_state');
  const before = scope.view.knownBefore?.toString() ?? 'infinity';
  const begins = startOfDay(scope.period.start, zone).toString();
  const { rows } = await sql<Moved>`
    select d.id, d.name, coalesce(d.owner_id, '') as "ownerId", d.territory_id as "territoryId",
      d.close_on as "closeOn", d.is_deleted as "isDeleted"
    from ${dealsKnown(store, scope.view)} d
    where not ${inPeriod(sql`d.close_on`, scope)} ${onlyOwners(scope)} and exists (
      select from ${state} s
      where s.opportunity_id = d.id and ${inPeriod(sql`s.close_on`, scope)} and not s.is_deleted
        and s.known_at < ${before}::timestamptz and not exists (
          select from ${state} later
          where later.opportunity_id = s.opportunity_id and later.known_at <= ${begins}::timestamptz
            and (later.known_at, later.seq) > (s.known_at, s.seq)
        )
    )
    order by d.close_on, d.id`.execute(store.db);
  const organisation = await organisationKnown(store, {
    personIds: [...new Set(rows.map((it) => it.ownerId))],
    knownBefore: scope.view.knownBefore,
  });
  return rows
    .filter((row) => subjectsOf(row, scope, organisation).some((id) => scope.only?.has(id)))
    .map(({ id, name, closeOn, isDeleted }) => ({
      recordId: id,
      name,
      reason: isDeleted ? 'deleted in Salesforce' : `closes in another period, on ${closeOn}`,
      group: isDeleted ? 'deleted in Salesforce' : 'closes in another period now',
    }));
}

function inPeriod(day: RawBuilder<unknown>, { period }: Scope): RawBuilder<unknown> {
  return sql`(${day} >= ${period.start.toString()}::date and ${day} < ${period.end.toString()}::date)`;
}

function onlyOwners({ by, only }: Scope): RawBuilder<unknown> {
  if (by !== 'person' || !only) return sql``;
  return sql`and ${ownedBy(sql`d.owner_id`, only)}`;
}
