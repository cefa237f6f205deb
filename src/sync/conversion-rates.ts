import { sql } from 'kysely';
import { changedRates, spansOfRates, type RateSpan } from '#model/rates.ts';
import { currencyType } from '#salesforce/objects/currency-type.ts';
import { datedConversionRate } from '#salesforce/objects/dated-conversion-rate.ts';
import type { ExactRate } from '#salesforce/objects/exact-rate.ts';
import type { Store } from '#store/store.ts';
import { upsertRows } from '#store/upsert-rows.ts';
import { type Stored, whole } from './mirror.ts';

/** Orgs with one currency have neither object: there is nothing to convert. */
export const CONVERSION_RATES = [
  whole(currencyType, (tx, rows, { clock }) => replaceRates(tx, { kind: 'static', rows, now: clock.now() })),
  whole(datedConversionRate, (tx, rows, { clock }) =>
    replaceRates(tx, { kind: 'dated', rows, now: clock.now() }),
  ),
];

type Kind = 'static' | 'dated';

interface RateRow {
  readonly code: string;
  readonly from: string;
  readonly to?: string | null;
  readonly rate: ExactRate | null;
}

interface Read {
  readonly kind: Kind;
  readonly rows: readonly RateRow[];
  readonly now: Temporal.Instant;
}

/**
 * Keeps the rates of one kind as they are now, and what they were before beside them: a past day is converted by the
 * rates of that day. The closed deals that a change touches will be credited anew.
 */
async function replaceRates(tx: Store, { kind, rows, now }: Read): Promise<Stored> {
  const after = spansOfRates(
    rows.flatMap(({ code, from, to = null, rate }) =>
      rate ? [{ currency: code, decimals: rate.decimals, rate: rate.text, from, to }] : [],
    ),
  );
  const before = await storedRates(tx, kind);
  const changed = changedRates(before, after);
  if (changed.length === 0) return { changed: 0, deleted: 0 };
  await retire(tx, kind, { changed, now });
  // The first rates of an org are taken to have held for all that is reconstructed of its past.
  const known_at = before.length === 0 ? '-infinity' : now.toString();
  const news = after.filter((rate) => changed.includes(rate));
  await upsertRows(
    tx,
    'conversion_rate',
    news.map(({ from, to, ...rate }) => ({ ...rate, from_on: from, to_on: to, kind, known_at })),
    { key: ['currency', 'kind', 'from_on'] },
  );
  await markDealsOfRates(tx, changed);
  return { changed: changed.length, deleted: 0 };
}

/** Moves rates that hold no longer to those of the past. */
async function retire(
  tx: Store,
  kind: Kind,
  { changed, now }: { readonly changed: readonly RateSpan[]; readonly now: Temporal.Instant },
): Promise<void> {
  const columns = sql.raw('currency, decimals, from_on, to_on, rate, kind, known_at');
  await sql`
    with gone as (
      delete from ${tx.table('conversion_rate')} r
      using unnest(${changed.map((it) => it.currency)}::text[], ${changed.map((it) => it.rate)}::text[],
        ${changed.map((it) => it.from)}::date[], ${changed.map((it) => it.to)}::date[]) as c (currency, rate, from_on, to_on)
      where r.kind = ${kind} and r.currency = c.currency and r.rate = c.rate and r.from_on = c.from_on and r.to_on = c.to_on
      returning r.*
    )
    insert into ${tx.table('past_conversion_rate')} (${columns}, known_until)
    select ${columns}, ${now.toString()}::timestamptz from gone`.execute(tx.db);
}

async function storedRates(tx: Store, kind: Kind): Promise<readonly RateSpan[]> {
  const stored = tx.db.selectFrom('conversion_rate').where('kind', '=', kind);
  return stored.select(['currency', 'rate', 'from_on as from', 'to_on as to']).execute();
}

/** Open deals are converted when they are read; what closed deals are credited with is written down. */
async function markDealsOfRates(tx: Store, spans: readonly RateSpan[]): Promise<void> {
  await sql`
    insert into ${tx.table('changed_record')} (object, record_id)
    select distinct 'opportunity', o.id
    from unnest(${spans.map((it) => it.currency)}::text[], ${spans.map((it) => it.from)}::date[],
      ${spans.map((it) => it.to)}::date[]) as s (currency, from_on, to_on)
    join ${tx.table('opportunity')} o
      on o.currency = s.currency and o.close_on >= s.from_on and o.close_on < s.to_on
    where o.is_closed and o.amount is not null
      and exists (select from ${tx.table('deal_state')} known where known.opportunity_id = o.id)`.execute(
    tx.db,
  );
}
