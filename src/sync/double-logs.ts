import { sql } from 'kysely';
import type { PersonDay } from '#store/dirty-days.ts';
import type { Store } from '#store/store.ts';

/**
 * Finds activities that were logged twice and names the one each repeats; only that one counts. Two are the same when
 * they have one owner, one record (deal, else account) and one day, and
 * - they are of one kind and took place in the same minute; or, where a minute is unknown, have the same subject;
 * - or one is a task, the other an event, and they have the same subject.
 * Of these the event goes before the task, then the earlier, then the one with the smaller id. Activities without a
 * record are never taken for doubles: two calls to two people may well share a minute.
 */
export async function markDoubles(tx: Store, days: readonly PersonDay[]): Promise<void> {
  if (days.length === 0) return;
  const activity = tx.table('activity');
  await sql`
    with given as (
      select distinct * from unnest(${days.map((d) => d.person_id)}::text[], ${days.map((d) => d.day)}::date[])
        as d (person_id, day)
    ), own as materialized (
      select a.id, a.owner_id, a.counts_on, a.kind, a.source, a.double_of, coalesce(a.record_id, a.account_id) as about,
        lower(trim(a.subject)) as subject, date_trunc('minute', a.happened_at) as minute,
        coalesce(a.happened_at, 'infinity') as at
      from given join ${activity} a on a.owner_id = given.person_id and a.counts_on = given.day
      where a.kind <> 'other' and not a.is_deleted
    ), found as (
      select a.id, a.double_of as was, min(b.id) as double_of
      from own a
      left join own b on b.owner_id = a.owner_id and b.counts_on = a.counts_on and b.about = a.about
        and (b.source, b.at, b.id) < (a.source, a.at, a.id)
        and case
          when a.kind = b.kind and a.minute is not null and b.minute is not null then a.minute = b.minute
            or (a.source <> b.source and a.subject = b.subject)
          else a.subject = b.subject and (a.kind = b.kind or a.source <> b.source)
        end
      group by a.id, a.double_of
    )
    update ${activity} t set double_of = found.double_of
    from found where t.id = found.id and found.double_of is distinct from found.was`.execute(tx.db);
}
