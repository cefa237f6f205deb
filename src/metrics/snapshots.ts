import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Day, dayIn, daysBetween, endOfDay } from '#lib/days.ts';
import type { Store } from '#store/store.ts';
import type { MetricContext } from './context.ts';
import { readStanding } from './context.ts';

/** What the open deals of one forecast category and currency came to as a day ended. */
const Total = z.object({
  category: z.string(),
  currency: z.string(),
  deals: z.string(),
  /** Minor units. */
  amount: z.string(),
  /** Of stage, amount, close date, category and owner of each deal: another number when any of them differs. */
  digest: z.string(),
});
export type Total = z.infer<typeof Total>;

/** How the open deals stood as a business day ended. */
export interface DaySnapshot {
  readonly day: Day;
  readonly takenAt: Temporal.Instant;
  readonly dataTime: Temporal.Instant | null;
  readonly totals: readonly Total[];
}

/** What was observed before the day ended may be committed a little after. */
const SETTLED_AFTER = { minutes: 10 };
/** Days caught up in one go after a pause, so that others get their turn. */
const MOST_AT_ONCE = 31;

/**
 * Seals every day that has ended since the last seal, oldest first; the first time, yesterday. The states of deals are
 * what a past day is read from, and are only ever appended; the seal proves that they still say what they said.
 * Returns the days that were sealed.
 */
export async function takeSnapshots({ store, calendar, now }: MetricContext): Promise<readonly Day[]> {
  const yesterday = dayIn(calendar.zone, now.subtract(SETTLED_AFTER)).subtract({ days: 1 });
  const last = await lastSealed(store);
  const first = last?.add({ days: 1 }) ?? yesterday;
  const missing = Math.min(daysBetween(first, yesterday) + 1, MOST_AT_ONCE);
  if (missing <= 0) return [];
  const { dataTime } = await readStanding({ store });
  const days = Array.from({ length: missing }, (_, n) => first.add({ days: n }));
  for (const day of days) {
    const totals = await totalsAsOf(store, endOfDay(day, calendar.zone));
    await seal(store, { day, takenAt: now, dataTime, totals });
  }
  return days;
}

/** The sealed days, newest first. */
export async function readSnapshots(store: Store, limit: number): Promise<readonly DaySnapshot[]> {
  const rows = await store.db
    .selectFrom('day_snapshot')
    .selectAll()
    .orderBy('day', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    day: Temporal.PlainDate.from(row.day),
    takenAt: Temporal.Instant.from(row.taken_at),
    dataTime: row.data_time === null ? null : Temporal.Instant.from(row.data_time),
    totals: z.array(Total).parse(row.totals),
  }));
}

/** The sealed days whose open deals no longer read as they did then: a promise of ours is broken. */
export async function brokenSeals(
  { store, calendar }: MetricContext,
  limit: number,
): Promise<readonly Day[]> {
  const broken: Day[] = [];
  for (const { day, totals } of await readSnapshots(store, limit)) {
    const now = await totalsAsOf(store, endOfDay(day, calendar.zone));
    if (JSON.stringify(now) !== JSON.stringify(totals)) broken.push(day);
  }
  return broken;
}

async function lastSealed(store: Store): Promise<Day | undefined> {
  const [last] = await readSnapshots(store, 1);
  return last?.day;
}

async function seal(store: Store, { day, takenAt, dataTime, totals }: DaySnapshot): Promise<void> {
  await store.db
    .insertInto('day_snapshot')
    .values({
      day: day.toString(),
      taken_at: takenAt.toString(),
      data_time: dataTime?.toString() ?? null,
      totals: JSON.stringify(totals),
    })
    .onConflict((conflict) => conflict.column('day').doNothing())
    .execute();
}

/** Deals in one statement: others wait for their turn on the embedded engine. */
const BATCH = 5_000;

/** The open deals as they were known before a moment, batch by batch in the order of their ids. */
async function totalsAsOf(store: Store, before: Temporal.Instant): Promise<readonly Total[]> {
  const sums = new Map<string, Total>();
  for (let after: string | undefined = ''; after !== undefined; ) {
    const { upTo, totals } = await batchTotals(store, { after, before });
    for (const total of totals) {
      const key = JSON.stringify([total.category, total.currency]);
      sums.set(key, added(total, sums.get(key)));
    }
    after = upTo;
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total);
}

interface Batch {
  readonly after: string;
  readonly before: Temporal.Instant;
}

async function batchTotals(
  store: Store,
  { after, before }: Batch,
): Promise<{ readonly upTo: string | undefined; readonly totals: readonly Total[] }> {
  const { rows: last } = await sql<{ id: string | null }>`
    select max(id) as id from (
      select id from ${store.table('opportunity')} where id > ${after} order by id limit ${BATCH}
    ) batch`.execute(store.db);
  const upTo = last[0]?.id ?? undefined;
  if (upTo === undefined) return { upTo, totals: [] };
  const { rows } = await sql<Total>`
    select coalesce(s.forecast_category, '') as category, s.currency, count(*)::text as deals,
      coalesce(sum(s.amount), 0)::text as amount,
      sum(${dealDigest(sql`s.owner_id`)})::text as digest
    from (
      select distinct on (opportunity_id) * from ${store.table('deal_state')}
      where known_at < ${before.toString()}::timestamptz and opportunity_id > ${after} and opportunity_id <= ${upTo}
      order by opportunity_id, known_at desc, seq desc
    ) s
    where not s.is_closed and not s.is_deleted
    group by 1, 2`.execute(store.db);
  return { upTo, totals: rows };
}

/** The number that stands for a state `s` of a deal, were it owned by `owner`. */
export function dealDigest(owner: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`('x' || left(md5(concat_ws(chr(31), s.opportunity_id, s.stage, coalesce(s.amount::text, '-'), s.close_on,
    coalesce(${owner}, '-'), coalesce(s.territory_id, '-'))), 15))::bit(60)::bigint`;
}

function added(one: Total, to: Total | undefined): Total {
  const sum = (of: 'deals' | 'amount' | 'digest') => String(BigInt(one[of]) + BigInt(to?.[of] ?? '0'));
  const { category, currency } = one;
  return { category, currency, deals: sum('deals'), amount: sum('amount'), digest: sum('digest') };
}
