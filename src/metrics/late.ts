import { sql, type RawBuilder } from 'kysely';
import type { Store } from '#store/store.ts';

/** What a lock sent to another day: entries that are reported later than they are due, as a relation in a FROM clause. */
export function lateEntries(store: Store): RawBuilder<unknown> {
  return sql`
    select person_id, record_id, measure, lineage_id, role_id, territory_id, currency, effective_on as due_on, counts_on,
      amount, case when reverses is null then deals else -deals end as n, cause
    from ${store.table('entry')} where counts_on <> effective_on`;
}

/** The same of calls, e-mails and meetings. */
export function lateActivities(store: Store): RawBuilder<unknown> {
  return sql`
    select person_id, activity_id as record_id, kind as measure, lineage_id, role_id, territory_id, '' as currency, due_on,
      counts_on, n::bigint as amount, n::bigint as n, cause
    from ${store.table('locked_activity')} where counts_on <> due_on`;
}
