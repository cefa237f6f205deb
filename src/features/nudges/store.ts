import { sql } from 'kysely';
import type { Generated } from 'kysely';
import type { PeriodType } from '#model/period.ts';
import type { DayText, InstantText } from '#store/mirror-tables.ts';
import type { Store } from '#store/store.ts';
import type { Said, Standing, State, Verdict } from './standing.ts';

interface NudgeTable {
  id: Generated<number>;
  person_id: string;
  metric: string;
  period_type: PeriodType;
  period_start: DayText;
  kind: State['kind'];
  state: string;
  said_on: DayText;
  said_at: InstantText;
  is_said: boolean;
  ended_at: InstantText | null;
  withdrawn_at: InstantText | null;
}

/** Which quota of whom: a person, a metric and a period. */
export type QuotaOf = Pick<Standing, 'personId' | 'metric' | 'period'>;

/** One kept state with the quota it is about; the period by its type and first day. */
export interface Kept extends Said {
  readonly personId: string;
  readonly metric: string;
  readonly periodType: PeriodType;
  readonly periodStart: string;
  /** Whether its message stands in Slack, by itself or with another. */
  readonly isThere: boolean;
}

/** The same for everything that is said of one quota. */
export function quotaKey({ personId, metric, period }: QuotaOf): string {
  return [personId, metric, period.type, period.start.toString()].join('/');
}

/**
 * What these people were told, by quota. A message that no longer applied when it was to leave told nobody: its state
 * counts as never reached.
 */
export async function readSaid(
  store: Store,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Kept[]>> {
  const rows = await kept(store)
    .where('person_id', 'in', [...personIds])
    .where((eb) =>
      eb.or([eb('post.reason', 'is', null), eb('post.reason', '<>', UNSAID), eb('post.ts', 'is not', null)]),
    )
    .execute();
  return Map.groupBy(rows.map(keptOf), (it) =>
    [it.personId, it.metric, it.periodType, it.periodStart].join('/'),
  );
}

/** How the outbox words that a message was dropped because there was nothing to say any more. */
const UNSAID = 'it no longer applied';

/** One kept state; undefined when it is there no more. */
export async function readKept(store: Store, id: number): Promise<Kept | undefined> {
  const row = await kept(store).where('nudge.id', '=', id).executeTakeFirst();
  return row && keptOf(row);
}

/** Keeps a state; its id, or undefined when it was kept before. */
export async function keepState(
  tx: Store,
  quota: QuotaOf,
  { kind, state, isSaid, today, now }: State & Pick<Said, 'isSaid'> & Moment,
): Promise<number | undefined> {
  await forgetUnsaid(tx, quota, { kind, state });
  const row = await tables(tx)
    .insertInto('nudge')
    .values({
      person_id: quota.personId,
      metric: quota.metric,
      period_type: quota.period.type,
      period_start: quota.period.start.toString(),
      kind,
      state,
      said_on: today.toString(),
      said_at: now.toString(),
      is_said: isSaid,
      ended_at: null,
      withdrawn_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

interface Moment {
  readonly today: Temporal.PlainDate;
  readonly now: Temporal.Instant;
}

/** Ends stretches and forgets what was only covered and is so no longer. */
export async function closeStates(
  tx: Store,
  { end, forget }: Pick<Verdict, 'end' | 'forget'>,
  now: Temporal.Instant,
): Promise<void> {
  const db = tables(tx);
  if (end.length > 0)
    await db
      .updateTable('nudge')
      .set({ ended_at: now.toString() })
      .where('id', 'in', [...end])
      .where('ended_at', 'is', null)
      .execute();
  if (forget.length > 0)
    await db
      .deleteFrom('nudge')
      .where('id', 'in', [...forget])
      .execute();
}

/** Takes back what was wrong, or lets it stand again (`at` null); the ids of those that were not so before. */
export async function withdrawStates(
  tx: Store,
  ids: readonly number[],
  at: Temporal.Instant | null,
): Promise<readonly number[]> {
  if (ids.length === 0) return [];
  const rows = await tables(tx)
    .updateTable('nudge')
    .set({ withdrawn_at: at?.toString() ?? null })
    .where('id', 'in', [...ids])
    .where('withdrawn_at', at ? 'is' : 'is not', null)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** The key of the post that tells a state: one for each row. */
export function postKey(id: number): string {
  return `nudges/${id}`;
}

function kept(store: Store) {
  return tables(store)
    .selectFrom('nudge')
    .leftJoin('post', (join) => join.on('post.key', '=', sql<string>`'nudges/' || nudge.id`))
    .leftJoin('post as carrier', 'carrier.key', 'post.carrier')
    .selectAll('nudge')
    .select(['post.ts', 'carrier.ts as carried_ts']);
}

function keptOf(row: Awaited<ReturnType<ReturnType<typeof kept>['executeTakeFirstOrThrow']>>): Kept {
  return {
    id: row.id,
    personId: row.person_id,
    metric: row.metric,
    periodType: row.period_type,
    periodStart: row.period_start,
    kind: row.kind,
    state: row.state,
    saidOn: Temporal.PlainDate.from(row.said_on),
    isSaid: row.is_said,
    isOver: row.ended_at !== null,
    isWithdrawn: row.withdrawn_at !== null,
    isThere: row.ts !== null || row.carried_ts !== null,
  };
}

/** A state whose message was dropped unsaid makes room for a new one. */
async function forgetUnsaid(tx: Store, quota: QuotaOf, { kind, state }: State): Promise<void> {
  await sql`
    delete from ${tx.table('nudge')} n using ${tx.table('post')} p
    where p.key = 'nudges/' || n.id and p.reason = ${UNSAID} and p.ts is null and n.person_id = ${quota.personId}
      and n.metric = ${quota.metric} and n.period_type = ${quota.period.type}
      and n.period_start = ${quota.period.start.toString()}::date and n.kind = ${kind} and n.state = ${state}`.execute(
    tx.db,
  );
}

function tables(store: Store) {
  return store.db.withTables<{ nudge: NudgeTable }>();
}
