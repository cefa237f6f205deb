import { type RawBuilder, sql } from 'kysely';
import { currencyDecimals } from '#lib/money.ts';
import type { Store } from '#store/store.ts';
import { type Conversion, conversion } from './conversion.ts';
import { readPeriodStates } from './period-states.ts';
import { readRateChoices } from './rate-choices.ts';

const COLUMNS = sql.raw(
  'amount, currency, original_currency, items, quantity, cost, without_cost, reaches, expense, score',
);

/**
 * What a decided deal `d` brings, as a SELECT of one row for a LATERAL: its amount as it would be credited, its lines
 * summed, and what admins have mapped. Lines and costs are in the deal's own currency, `original_currency`.
 */
function liveFacts(store: Store, to: Conversion): RawBuilder<unknown> {
  const mapped = store.table('mapped_value');
  const unit = sql.lit(10 ** currencyDecimals(to.to));
  return sql`
    select x.amount, x.currency, d.currency as original_currency, i.items, i.quantity, i.cost, i.without_cost,
      (i.revenue - d.amount / ${unit}::numeric) * sign(d.amount) >= -0.01 * abs(i.quantity) as reaches,
      e.value as expense, coalesce(sc.value, sa.value) as score
    from (${conversion(store, 'd', to)}) x
    cross join lateral (
      select count(*)::int as items, sum(l.quantity) as quantity,
        sum(coalesce(l.total_price, l.quantity * l.unit_price)) as revenue, sum(m.value) as cost,
        count(*) filter (where m.value is null)::int as without_cost
      from ${store.table('line_item')} l
      left join ${mapped} m on m.record_id = l.id and m.name = 'line_cost'
      where l.opportunity_id = d.id and not l.is_deleted
    ) i
    left join ${mapped} e on e.record_id = d.id and e.name = 'selling_expense'
    left join ${mapped} sc on sc.record_id = d.id and sc.name = 'customer_score'
    left join ${mapped} sa on sa.record_id = d.account_id and sa.name = 'customer_score'`;
}

/**
 * The same for an entry `s` of a deal `d` as reported: what was kept as its period was locked, else as it is. A reversal
 * takes back what its entry had. Restated, everything is as it is.
 */
export function soldFacts(
  store: Store,
  { conversion: to, isRestated }: { readonly conversion: Conversion; readonly isRestated: boolean },
): RawBuilder<unknown> {
  if (isRestated) return liveFacts(store, to);
  const kept = sql`select ${COLUMNS} from ${store.table('locked_fact')} where entry_id = coalesce(s.reverses, s.id)`;
  return sql`${kept} union all (select ${COLUMNS} from (${liveFacts(store, to)}) live where not exists (${kept}))`;
}

/**
 * Keeps what the deals of locked periods bring, as far as it is not kept yet, and lets go of what is not locked any more.
 * Runs in the ledger's turn, after all that is known was credited.
 */
export async function keepLockedFacts(tx: Store, now: Temporal.Instant): Promise<void> {
  const spans = (await readPeriodStates(tx)).filter(({ state }) => state === 'locked');
  const lock = sql`
    select from unnest(${spans.map(({ from }) => from)}::date[], ${spans.map(({ to }) => to)}::date[]) as k (from_on, to_on)
    where s.counts_on >= k.from_on and s.counts_on < k.to_on`;
  const [kept, entry] = [tx.table('locked_fact'), tx.table('entry')];
  await sql`
    delete from ${kept} f using ${entry} s where s.id = f.entry_id and not exists (${lock})`.execute(tx.db);
  if (spans.length === 0) return;
  const { currency } = await tx.db.selectFrom('organization').select('currency').executeTakeFirstOrThrow();
  const to = { to: currency, choice: (await readRateChoices(tx)).bookings };
  await sql`
    insert into ${kept} (entry_id, ${COLUMNS}, locked_at)
    select s.id, f.*, ${now.toString()}::timestamptz
    from ${entry} s
    join ${tx.table('opportunity')} d on d.id = s.record_id
    cross join lateral (${liveFacts(tx, to)}) f
    where s.measure in ('won', 'lost') and s.reverses is null and exists (${lock})
    on conflict do nothing`.execute(tx.db);
}
