import { sql, type RawBuilder } from 'kysely';
import type { Day } from '#lib/days.ts';
import type { Store } from '#store/store.ts';

/**
 * Who manages whom on a day that is today or later, as a relation (id, manager_id) for a FROM clause: as Salesforce
 * says now, but for those of whom a correction says otherwise. For who may see what; past days have `loadOrganisation`.
 */
export function managersOn(store: Store, day: Day): RawBuilder<unknown> {
  return sql`(
    select p.id, case when c.person_id is null then p.manager_id else nullif(c.value, '') end as manager_id
    from ${store.table('person')} p
    left join (
      select distinct on (person_id) person_id, value from ${store.table('fact_correction')}
      where kind = 'manager' and withdrawn_at is null and from_on <= ${day.toString()}::date
        and (to_on is null or to_on > ${day.toString()}::date)
      order by person_id, id desc
    ) c on c.person_id = p.id
  )`;
}
