import { sql, type RawBuilder } from 'kysely';
import { partOfOne } from '#model/shares.ts';
import type { Store } from '#store/store.ts';
import type { Batch } from './batch.ts';
import { conversion, halfAway } from './conversion.ts';
import { shareRelation } from './deal-shares.ts';

/** All shares of one measure as a relation over which nothing of the batch's deals is known yet. */
function sharesIn({ shares }: Batch, measure: 'bookings' | 'overlay'): RawBuilder<unknown> {
  const own = shares.filter((it) => it.measure === measure);
  return shareRelation(own.map((it) => ({ ...it, part: partOfOne(it.percentage) })));
}

/** Whether a deal of relation `d` is shared out, so that its owner has no bookings of all of it. */
export function isSharedOut(batch: Batch): RawBuilder<unknown> {
  if (batch.shares.length === 0) return sql`false`;
  return sql`exists (
    select from ${sharesIn(batch, 'bookings')}
    where s.record_id = d.id and d.close_on >= s.from_on and d.close_on < s.to_on
  )`;
}

/**
 * What shares credit of the won deals in `deal`, in the columns of the owner's credit. Revenue is shared by largest
 * remainder: the parts sum to the deal exactly, what is left over goes to the largest remainders and among equal ones
 * to the last. Who is credited beside it gets their percentage of the deal, rounded half away from zero.
 */
export function shareEntries(tx: Store, batch: Batch): RawBuilder<unknown> {
  return sql`${bookingParts(tx, batch)} union all ${overlayParts(tx, batch)}`;
}

/** For one of its parts a deal counts as a deal: the owner's, else the largest. */
function bookingParts(tx: Store, batch: Batch): RawBuilder<unknown> {
  return sql`
    select x.record_id, x.rule, x.person_id, 'bookings' as measure,
      (sign(x.whole) * (x.base + case when x.nth_remainder <= abs(x.whole) - sum(x.base) over part then 1 else 0 end)
        )::bigint as amount,
      x.currency, x.close_on, x.territory_id, x.share, x.original_amount, x.original_currency, x.rate,
      case when row_number() over (part order by x.is_owner desc, x.base desc, x.nth) = 1 then 1 else 0 end as deals,
      x.known_at, x.until, x.reconstructed
    from (
      select q.*, row_number() over (
        partition by q.record_id, q.known_at, q.rule order by q.product - 100 * q.base desc, q.nth desc
      ) as nth_remainder
      from (
        select d.id as record_id, s.rule, s.person_id, s.person_id = d.credited_to as is_owner, s.share, s.nth,
          c.amount::numeric as whole, abs(c.amount::numeric) * s.percentage as product,
          div(abs(c.amount::numeric) * s.percentage, 100) as base, ${shared(sql`c`)}
        ${wonDeals(tx, batch, 'bookings')}
      ) q
    ) x
    window part as (partition by x.record_id, x.known_at, x.rule)`;
}

function overlayParts(tx: Store, batch: Batch): RawBuilder<unknown> {
  return sql`
    select x.record_id, x.rule, x.person_id, 'overlay' as measure, x.amount::bigint,
      x.currency, x.close_on, x.territory_id, x.share, x.original_amount, x.original_currency, x.rate, 1 as deals,
      x.known_at, x.until, x.reconstructed
    from (
      select d.id as record_id, s.rule, s.person_id, s.share,
        ${halfAway(sql`(c.amount::numeric * s.percentage)`, sql`100`)} as amount, ${shared(sql`c`)}
      ${wonDeals(tx, batch, 'overlay')}
    ) x`;
}

function shared(converted: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${converted}.currency, ${converted}.rate, d.close_on, d.territory_id, d.amount as original_amount,
    d.currency as original_currency, d.known_at, d.until, d.reconstructed`;
}

function wonDeals(tx: Store, batch: Batch, measure: 'bookings' | 'overlay'): RawBuilder<unknown> {
  return sql`
    from deal d
    join ${sharesIn(batch, measure)}
      on s.record_id = d.id and d.close_on >= s.from_on and d.close_on < s.to_on
    cross join lateral (${conversion(tx, 'd', { to: batch.currency, choice: batch.rates[measure], hasRates: batch.hasRates })}) c
    where d.is_closed and d.is_won and not d.is_deleted and d.amount is not null`;
}
