import { type RawBuilder, sql } from 'kysely';
import { must } from '#lib/errors.ts';
import type { Value } from '#model/figure.ts';
import type { Store } from '#store/store.ts';
import { sumsOfValue } from './changes.ts';
import type { Question } from './question.ts';
import type { Sums } from './trace.ts';

/** An earlier look at a figure: when it was, and what the figure said. */
export interface Look {
  readonly at: Temporal.Instant;
  /** Undefined where there was no number, or one that is no sum. */
  readonly sums: Sums | undefined;
}

/** Looks within this time are one look: the answer, and then the question why. */
const ONE_LOOK = '10 minutes';
const KEPT_DAYS = 400;

interface LookRow {
  readonly before_at: string | null;
  readonly before_counts: bigint | null;
  readonly before_against: bigint | null;
}

/** Remembers that the asker sees a figure now; returns their look before this one, if there was any. */
export async function rememberLook(
  store: Store,
  {
    question,
    value,
    now,
  }: { readonly question: Question; readonly value: Value; readonly now: Temporal.Instant },
): Promise<Look | undefined> {
  if (question.askedBy === null) return undefined;
  const look = store.table('attainment_look');
  const sums = sumsOfValue(value);
  const { metric, kind, person, period } = question;
  const { rows } = await sql<LookRow>`
    insert into ${look} as known (person_id, metric, subject_kind, subject_id, period_type, period_start, looked_at,
      counts, against)
    values (${question.askedBy}, ${metric.id}, ${kind}, ${person.id}, ${period.type}, ${period.start.toString()}::date,
      ${now.toString()}::timestamptz, ${sums?.counts ?? null}::bigint, ${sums?.against ?? null}::bigint)
    on conflict (person_id, metric, subject_kind, subject_id, period_type, period_start) do update set
      looked_at = excluded.looked_at, counts = excluded.counts, against = excluded.against,
      before_at = ${unlessOneLook('at')}, before_counts = ${unlessOneLook('counts')},
      before_against = ${unlessOneLook('against')}
    returning before_at, before_counts, before_against`.execute(store.db);
  await forgetOldLooks(store, question.askedBy, now);
  return lookOf(must(rows[0], 'the look that was just kept'));
}

/** The look before stays what it was while this is still the same look; else the last one becomes it. */
function unlessOneLook(column: 'at' | 'counts' | 'against'): RawBuilder<unknown> {
  const before = sql.ref(`known.before_${column}`);
  const last = sql.ref(column === 'at' ? 'known.looked_at' : `known.${column}`);
  return sql`case when excluded.looked_at < known.looked_at + ${sql.lit(ONE_LOOK)}::interval then ${before}
    else ${last} end`;
}

function lookOf({ before_at, before_counts, before_against }: LookRow): Look | undefined {
  if (before_at === null) return undefined;
  const known = before_counts !== null && before_against !== null;
  return {
    at: Temporal.Instant.from(before_at),
    sums: known ? { counts: before_counts, against: before_against } : undefined,
  };
}

async function forgetOldLooks(store: Store, personId: string, now: Temporal.Instant): Promise<void> {
  const oldest = now.subtract({ hours: 24 * KEPT_DAYS }).toString();
  await sql`
    delete from ${store.table('attainment_look')}
    where person_id = ${personId} and looked_at < ${oldest}::timestamptz`.execute(store.db);
}
