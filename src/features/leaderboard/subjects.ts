import { sql } from 'kysely';
import type { Day } from '#lib/days.ts';
import type { CompanyDay } from '#access/managers.ts';
import { managersOn } from '#ledger/managers-on.ts';
import { DEAL_MEASURES } from '#model/measure.ts';
import type { Metric } from '#metrics/catalogue/metric.ts';
import type { Store } from '#store/store.ts';

/** Everyone who is still there: leavers hold no place, while their results stay in the totals. */
export async function listedPeople(store: Store): Promise<ReadonlySet<string>> {
  const rows = await store.db.selectFrom('person').where('is_active', '=', true).select('id').execute();
  return new Set(rows.map(({ id }) => id));
}

/**
 * Managers whose reports lead nobody. A team contains the teams below it, so a board of all of them would only show
 * the order of the hierarchy.
 */
export async function readFrontLine({ store, day }: CompanyDay): Promise<ReadonlySet<string>> {
  const managed = managersOn(store, day);
  const { rows } = await sql<{ id: string }>`
    with managed as (select m.id, m.manager_id, p.is_active from ${managed} m join ${store.table('person')} p on p.id = m.id),
    manager as (select distinct manager_id as id from managed where is_active and manager_id is not null)
    select id from manager
    where id not in (
      select above.manager_id from managed above join manager on manager.id = above.id
      where above.manager_id is not null
    )`.execute(store.db);
  return new Set(rows.map(({ id }) => id));
}

/** A stretch of days; `to` is exclusive. */
export interface Days {
  readonly from: Day;
  readonly to: Day;
}

/** Who had some of what a metric is made of in these days: closed deals where it is made of none of the measures. */
export async function peopleWithSome(
  store: Store,
  { measures, from, to }: Days & Pick<Metric, 'measures'>,
): Promise<readonly string[]> {
  const made = measures.length > 0 ? measures : DEAL_MEASURES;
  const { rows } = await sql<{ id: string }>`
    select p.id from ${store.table('person')} p where exists (
      select from ${store.table('cell')} c
      where c.person_id = p.id and c.day >= ${from.toString()}::date and c.day < ${to.toString()}::date
        and c.measure = any(${[...made]}::text[]) and c.n <> 0
    )`.execute(store.db);
  return rows.map(({ id }) => id);
}
