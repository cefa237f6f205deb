import { sql, type RawBuilder } from 'kysely';
import { conversion } from '#ledger/conversion.ts';
import type { Day } from '#lib/days.ts';
import type { MetricContext } from '#metrics/context.ts';
import type { DealFacts } from './risk.ts';

interface DealRow {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly amount: bigint | null;
  readonly currency: string;
  readonly closeOn: string;
  readonly touchedOn: string;
  readonly pushes: number;
  readonly hasNextStep: boolean;
}

/** The open deals of these people with what tells whether somebody works on them. */
export async function readOpenDeals(
  context: MetricContext,
  { owners, today }: { readonly owners: readonly string[]; readonly today: Day },
): Promise<readonly DealFacts[]> {
  if (owners.length === 0) return [];
  const [rows, isUsed] = await Promise.all([dealRows(context, { owners, today }), usesNextStep(context)]);
  return rows.map(({ hasNextStep, ...row }) => ({
    ...row,
    closeOn: Temporal.PlainDate.from(row.closeOn),
    touchedOn: Temporal.PlainDate.from(row.touchedOn),
    hasNextStep: isUsed ? hasNextStep : undefined,
  }));
}

/**
 * Salesforce's own last activity may lag behind the activities we read, and its count of pushes may be hidden: then
 * they are counted from the close dates that a deal has had.
 */
async function dealRows(
  { store, currency, rates, calendar }: MetricContext,
  { owners, today }: { readonly owners: readonly string[]; readonly today: Day },
): Promise<readonly DealRow[]> {
  const inOne = conversion(store, 'd', { to: currency, choice: rates.bookings });
  const dayOf = (moment: string) => sql`(${sql.ref(moment)} at time zone ${calendar.zone})::date`;
  const { rows } = await sql<DealRow>`
    select d.id, d.name, d.owner_id as "ownerId", coalesce(p.name, d.owner_id) as "ownerName", c.amount, c.currency,
      d.close_on as "closeOn", coalesce(d.push_count, h.pushes) as pushes,
      coalesce(trim(d.next_step), '') <> '' as "hasNextStep",
      least(${today.toString()}::date, greatest(${dayOf('d.created_at')}, d.last_activity_on,
        ${dayOf('d.last_stage_change_at')}, t.touched_on)) as "touchedOn"
    from ${store.table('opportunity')} d
    cross join lateral (${inOne}) c
    cross join lateral (${pushesOf(store.table('deal_state'))}) h
    cross join lateral (
      select max(a.counts_on) as touched_on from ${store.table('activity')} a
      where a.record_id = d.id and not a.is_deleted and a.counts_on <= ${today.toString()}::date
    ) t
    left join ${store.table('person')} p on p.id = d.owner_id
    where not d.is_closed and not d.is_deleted and d.owner_id = any(${[...owners]}::text[])`.execute(
    store.db,
  );
  return rows;
}

/** A push is a close date in a later month than before, as Salesforce counts them. */
function pushesOf(states: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select count(*)::integer as pushes from (
      select date_trunc('month', s.close_on) as now,
        lag(date_trunc('month', s.close_on)) over (order by s.known_at, s.seq) as before
      from ${states} s where s.opportunity_id = d.id and d.push_count is null
    ) moved where moved.now > moved.before`;
}

/** Whether anybody fills in the next step of open deals; hidden and unused look the same. */
async function usesNextStep({ store }: MetricContext): Promise<boolean> {
  const { rows } = await sql`
    select from ${store.table('opportunity')}
    where not is_closed and not is_deleted and trim(next_step) <> '' limit 1`.execute(store.db);
  return rows.length > 0;
}
