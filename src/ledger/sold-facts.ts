import { type RawBuilder, sql } from 'kysely';
import { currencyDecimals } from '#lib/money.ts';
import type { Store } from '#store/store.ts';
import { type Conversion, conversion } from './conversion.ts';
import { lockedPeriods } from './locks.ts';
import { readRateChoices } from './rate-choices.ts';

/** Joins and columns that add to a statement over an entry `s` of a deal `d` what the deal brought. */
export interface SoldFacts {
  readonly joins: RawBuilder<unknown>;
  readonly columns: RawBuilder<unknown>;
}

const NAMES = [
  'amount',
  'currency',
  'original_currency',
  'items',
  'quantity',
  'cost',
  'without_cost',
  'reaches',
  'expense',
  'score',
] as const;

/**
 * What a decided deal brings as it is now: its amount as it would be credited, its lines summed, and what admins have
 * mapped. Lines and costs are in the deal's own currency, `original_currency`.
 */
function liveJoins(store: Store, to: Conversion): RawBuilder<unknown> {
  const mapped = store.table('mapped_value');
  return sql`
    cross join lateral (${conversion(store, 'd', to)}) x
    cross join lateral (
      select count(*)::int as items, sum(l.quantity) as quantity,
        sum(coalesce(l.total_price, l.quantity * l.unit_price)) as revenue, sum(m.value) as cost,
        count(*) filter (where m.value is null)::int as without_cost
      from ${store.table('line_item')} l
      left join ${mapped} m on m.record_id = l.id and m.name = 'line_cost'
      where l.opportunity_id = s.record_id and not l.is_deleted
    ) i
    left join ${mapped} e on e.record_id = d.id and e.name = 'selling_expense'
    left join ${mapped} sc on sc.record_id = d.id and sc.name = 'customer_score'
    left join ${mapped} sa on sa.record_id = d.account_id and sa.name = 'customer_score'`;
}

/** The live values under these names. Lines at list price may exceed the amount by a discount. */
function liveValues({ to }: Conversion): Readonly<Record<(typeof NAMES)[number], RawBuilder<unknown>>> {
  const unit = sql.lit(10 ** currencyDecimals(to));
  return {
    amount: sql`x.amount`,
    currency: sql`x.currency`,
    original_currency: sql`d.currency`,
    items: sql`i.items`,
    quantity: sql`i.quantity`,
    cost: sql`i.cost`,
    without_cost: sql`i.without_cost`,
    reaches: sql`(i.revenue - d.amount / ${unit}::numeric) * sign(d.amount) >= -0.01 * abs(i.quantity)`,
    expense: sql`e.value`,
    score: sql`coalesce(sc.value, sa.value)`,
  };
}

/**
 * The same as reported: what was kept as the entry's period was locked, else as it is. A reversal takes back what its
 * entry had. Restated, everything is as it is.
 */
export function soldFacts(
  store: Store,
  { conversion: to, isRestated }: { readonly conversion: Conversion; readonly isRestated: boolean },
): SoldFacts {
  const values = liveValues(to);
  const live = NAMES.map((name) => sql`${values[name]} as ${sql.ref(name)}`);
  if (isRestated) return { joins: liveJoins(store, to), columns: sql.join(live) };
  const kept = NAMES.map(
    (name) =>
      sql`case when f.entry_id is null then ${values[name]} else ${sql.ref(`f.${name}`)} end as ${sql.ref(name)}`,
  );
  const facts = sql`left join ${store.table('locked_fact')} f on f.entry_id = coalesce(s.reverses, s.id)`;
  return { joins: sql`${liveJoins(store, to)} ${facts}`, columns: sql.join(kept) };
}

/**
 * Keeps what the deals of locked periods bring, as far as it is not kept yet, and lets go of what is not locked any more.
 * Runs in the ledger's turn, after all that is known was credited.
 */
export async function keepLockedFacts(tx: Store, now: Temporal.Instant): Promise<void> {
  const spans = await lockedPeriods(tx);
  const lock = sql`
    select from unnest(${spans.map(({ from }) => from)}::date[], ${spans.map(({ to }) => to)}::date[]) as k (from_on, to_on)
    where s.counts_on >= k.from_on and s.counts_on < k.to_on`;
  const [kept, entry] = [tx.table('locked_fact'), tx.table('entry')];
  await sql`
    delete from ${kept} f using ${entry} s where s.id = f.entry_id and not exists (${lock})`.execute(tx.db);
  if (spans.length === 0) return;
  const { currency } = await tx.db.selectFrom('organization').select('currency').executeTakeFirstOrThrow();
  const to = { to: currency, choice: (await readRateChoices(tx)).bookings };
  const values = liveValues(to);
  await sql`
    insert into ${kept} (entry_id, ${sql.join(NAMES.map((name) => sql.ref(name)))}, locked_at)
    select s.id, ${sql.join(NAMES.map((name) => values[name]))}, ${now.toString()}::timestamptz
    from ${entry} s
    join ${tx.table('opportunity')} d on d.id = s.record_id
    ${liveJoins(tx, to)}
    where s.measure in ('won', 'lost') and s.reverses is null and exists (${lock})
    on conflict do nothing`.execute(tx.db);
}
