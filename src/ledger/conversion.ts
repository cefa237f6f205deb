import { sql, type RawBuilder } from 'kysely';
import { currencyDecimals } from '#lib/money.ts';
import type { RateChoice } from '#model/rates.ts';
import type { Store } from '#store/store.ts';

export interface Conversion {
  /** False where no rate is known at all, as in orgs with one currency: nothing is looked up then. */
  readonly hasRates?: boolean;
  /** ISO code of the organisation's currency. */
  readonly to: string;
  readonly choice: RateChoice;
  /** By the rates as they were known before this moment; by those known now when left out. */
  readonly knownBefore?: Temporal.Instant | undefined;
}

/** A converted amount has to fit where it is summed; one that does not is as if there were no rate. */
const LARGEST = '1e17';

/**
 * The amount of a deal in the organisation's currency, as a SELECT of one row `(amount, currency, rate)` for a LATERAL
 * over a relation `alias(amount, currency, close_on)`. Corporate amount = amount ÷ rate (Salesforce, DatedConversionRate),
 * exact and rounded half away from zero to minor units; the rate is the one dated at the close date, else the static
 * one. Without any rate, amount and currency stay as they are and `rate` is null.
 */
export function conversion(
  store: Store,
  alias: string,
  { to, choice, knownBefore, hasRates = true }: Conversion,
): RawBuilder<unknown> {
  const amount = sql.ref(`${alias}.amount`);
  const currency = sql.ref(`${alias}.currency`);
  if (!hasRates) return sql`select ${amount} as amount, null::text as rate, ${currency} as currency`;
  const closeOn = sql.ref(`${alias}.close_on`);
  const units = sql.lit(String(10n ** BigInt(currencyDecimals(to))));
  const kinds = choice === 'static' ? sql`and r.kind = 'static'` : sql``;
  return sql`
    select coalesce(x.minor, ${amount}) as amount, x.rate,
      case when x.minor is null then ${currency} else ${to}::text end as currency
    from (select) one
    left join lateral (
      select q.rate, q.minor::bigint as minor
      from (
        select r.rate, ${halfAway(
          sql`${amount}::numeric * ${units}::numeric`,
          sql`r.rate::numeric * ('1e' || r.decimals)::numeric`,
        )} as minor
        from ${ratesKnown(store, knownBefore)} r
        where ${currency} <> ${to}::text and r.currency = ${currency}
          and ${closeOn} >= r.from_on and ${closeOn} < r.to_on ${kinds}
        order by r.kind
        limit 1
      ) q
      where abs(q.minor) < ${sql.lit(LARGEST)}::numeric
    ) x on true`;
}

/** Rates as they are, or as they were known before a moment: those that held on, and those replaced since. */
export function ratesKnown(store: Store, knownBefore: Temporal.Instant | undefined): RawBuilder<unknown> {
  const rates = store.table('conversion_rate');
  if (!knownBefore) return rates;
  const columns = sql.raw('currency, decimals, from_on, to_on, rate, kind');
  const before = sql`${knownBefore.toString()}::timestamptz`;
  return sql`(
    select ${columns} from ${rates} where known_at < ${before}
    union all
    select ${columns} from ${store.table('past_conversion_rate')} where known_at < ${before} and known_until >= ${before}
  )`;
}

/** value ÷ divisor rounded half away from zero, for numerics of any size; the divisor is positive. */
export function halfAway(value: RawBuilder<unknown>, divisor: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`sign(${value}) * div(2 * abs(${value}) + ${divisor}, 2 * (${divisor}))`;
}
