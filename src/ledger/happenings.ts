import { sql, type RawBuilder } from 'kysely';

/** What happened to each deal, in words for the cause of an entry that a lock moved, over `deal` and `live`. */
export function happenings(): RawBuilder<unknown> {
  return sql`
    select d.id as record_id, case
      when d.is_deleted then 'deleted'
      when not d.is_closed then 'reopened'
      when o.measure is null then 'closed late'
      when o.measure = 'won' and not d.is_won then 'now lost'
      when o.measure = 'lost' and d.is_won then 'now won'
      when o.effective_on > d.close_on then 'backdated'
      when o.effective_on < d.close_on then 'closed later than it was'
      when (b.original_amount, b.original_currency) is distinct from (d.amount, d.currency)
        and not (b.id is null and d.amount is null) then 'amount changed'
      when o.person_id <> d.credited_to then 'credited to someone else'
      else 'credited anew'
    end as what
    from deal d
    left join live o on o.record_id = d.id and o.measure in ('won', 'lost')
    left join lateral (
      select * from live where record_id = d.id and measure = 'bookings' order by id limit 1
    ) b on true`;
}
