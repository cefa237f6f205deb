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
  whole(currencyType, (tx, rows) => replaceRates(tx, 'static', rows)),
  whole(datedConversionRate, (tx, rows) => replaceRates(tx, 'dated', rows)),
];

type Kind = 'static' | 'dated';

interface RateRow {
  readonly code: string;
  readonly from: string;
  readonly to?: string | null;
  readonly rate: ExactRate | null;
}

/** Keeps the rates of one kind as they are now; the closed deals that a change touches will be credited anew. */
async function replaceRates(tx: Store, kind: Kind, rows: readonly RateRow[]): Promise<Stored> {
  const after = spansOfRates(
    rows.flatMap(({ code, from, to = null, rate }) =>
      rate ? [{ currency: code, decimals: rate.decimals, rate: rate.text, from, to }] : [],
    ),
  );
  const changed = changedRates(await storedRates(tx, kind), after);
  if (changed.length === 0) return { changed: 0, deleted: 0 };
  await tx.db.deleteFrom('conversion_rate').where('kind', '=', kind).execute();
  await upsertRows(
    tx,
    'conversion_rate',
    after.map(({ from, to, ...rate }) => ({ ...rate, from_on: from, to_on: to, kind })),
    { key: ['currency', 'kind', 'from_on'] },
  );
  await markDealsOfRates(tx, changed);
  return { changed: changed.length, deleted: 0 };
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
