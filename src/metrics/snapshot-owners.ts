import { sql } from 'kysely';
import { endOfDay } from '#lib/days.ts';
import type { MetricContext } from './context.ts';
import { dealDigest, readSnapshots, type DaySnapshot } from './snapshots.ts';

/** Every day; a seal is a few hundred bytes. */
const ALL_DAYS = 1_000_000;

interface Difference {
  readonly day: string;
  readonly category: string;
  readonly currency: string;
  readonly difference: string;
}

/**
 * Lets the seals of past days follow a new id of a deal's owner, before the states of deals are written anew. Each seal
 * moves by exactly what the owner's own deals make of it: one that no longer held does not hold afterwards either.
 * Returns how many days were sealed anew.
 */
export async function renameOwnerInSeals(
  context: MetricContext,
  owner: { readonly from: string; readonly to: string },
): Promise<number> {
  const sealed = await readSnapshots(context.store, ALL_DAYS);
  if (sealed.length === 0) return 0;
  const byDay = Map.groupBy(await differences(context, sealed, owner), ({ day }) => day);
  for (const { day, totals } of sealed) {
    const moved = byDay.get(day.toString());
    if (!moved) continue;
    const anew = totals.map((total) => {
      const by = moved.find((it) => it.category === total.category && it.currency === total.currency);
      return by ? { ...total, digest: String(BigInt(total.digest) + BigInt(by.difference)) } : total;
    });
    await context.store.db
      .updateTable('day_snapshot')
      .set({ totals: JSON.stringify(anew) })
      .where('day', '=', day.toString())
      .execute();
  }
  return byDay.size;
}

async function differences(
  { store, calendar }: MetricContext,
  sealed: readonly DaySnapshot[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<readonly Difference[]> {
  const days = sealed.map(({ day }) => day.toString());
  const ends = sealed.map(({ day }) => endOfDay(day, calendar.zone).toString());
  const states = store.table('deal_state');
  const { rows } = await sql<Difference>`
    select at.day, coalesce(s.forecast_category, '') as category, s.currency,
      sum(${dealDigest(sql`${to}::text`)} - ${dealDigest(sql`s.owner_id`)})::text as difference
    from unnest(${days}::text[], ${ends}::timestamptz[]) as at (day, before)
    cross join (select distinct opportunity_id as id from ${states} where owner_id = ${from}) mine
    cross join lateral (
      select * from ${states} d where d.opportunity_id = mine.id and d.known_at < at.before
      order by d.known_at desc, d.seq desc limit 1
    ) s
    where s.owner_id = ${from} and not s.is_closed and not s.is_deleted
    group by 1, 2, 3`.execute(store.db);
  return rows;
}
