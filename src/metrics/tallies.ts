import { sql, type RawBuilder } from 'kysely';
import type { Measure } from '#model/measure.ts';
import type { Store } from '#store/store.ts';
import type { Tally } from './catalogue/metric.ts';
import type { Scope } from './question.ts';
import { lateActivities, lateEntries } from './late.ts';
import { daysOf, entryDay, isActivity, onlySubjects, subjectOf, teamJoin } from './source.ts';
import { NO_ROWS } from './together.ts';

export type Sums = Partial<Record<Measure, readonly Tally[]>>;

/** Sums and counts come as text: they may be larger than JSON's exact numbers. */
export interface SumRow {
  readonly id: string;
  readonly measure: Measure;
  readonly currency: string;
  readonly amount: string;
  readonly n: string;
}

/**
 * Sums of measures by subject: from the day cells for now, from the entries known by then for a past day. Activities
 * carry no moment of knowledge; as of a past day they are those that count up to that day.
 */
export function sumsQuery(store: Store, measures: readonly Measure[], scope: Scope): RawBuilder<SumRow> {
  if (measures.length === 0) return NO_ROWS;
  const activities = measures.filter((measure) => isActivity([measure]));
  if (activities.length > 0 && activities.length < measures.length) {
    const others = measures.filter((measure) => !activities.includes(measure));
    return sql`${sumsQuery(store, activities, scope)} union all ${sumsQuery(store, others, scope)}`;
  }
  const past = scope.view.knownBefore && activities.length === 0;
  if (past) return entrySums(store, measures, scope);
  return scope.basis === 'restated' ? restatedSums(store, measures, scope) : cellSums(store, measures, scope);
}

export function sumsOf(rows: readonly SumRow[]): ReadonlyMap<string, Sums> {
  const sums = new Map<string, Partial<Record<Measure, Tally[]>>>();
  for (const { id, measure, currency, amount, n } of rows) {
    const own = sums.get(id) ?? {};
    const tallies = own[measure] ?? [];
    tallies.push({ currency, amount: BigInt(amount), n: BigInt(n) });
    own[measure] = tallies;
    sums.set(id, own);
  }
  return sums;
}

function cellSums(store: Store, measures: readonly Measure[], scope: Scope): RawBuilder<SumRow> {
  const days = daysOf(scope, measures);
  return sql<SumRow>`
    select ${subjectOf(scope.by)} as id, s.measure, s.currency, sum(s.amount)::text as amount,
      sum(s.n)::text as n
    from ${store.table('cell')} s ${teamJoin(store, scope.by)}
    where s.measure = any(${[...measures]}::text[]) and s.day >= ${days.from}::date and s.day < ${days.to}::date
      ${onlySubjects(scope)}
    group by 1, 2, 3`;
}

/** Day cells are as reported: the few entries and activities that a lock moved are put back where they belong. */
function restatedSums(store: Store, measures: readonly Measure[], scope: Scope): RawBuilder<SumRow> {
  const days = daysOf(scope, measures);
  const relation = isActivity(measures) ? lateActivities(store) : lateEntries(store);
  const moved = (column: 'due_on' | 'counts_on', sign: 1 | -1) => sql`
    select ${subjectOf(scope.by)} as id, s.measure, s.currency, ${sql.lit(sign)} * s.amount as amount,
      ${sql.lit(sign)} * s.n as n
    from (${relation}) s ${teamJoin(store, scope.by)}
    where s.measure = any(${[...measures]}::text[])
      and ${sql.ref(`s.${column}`)} >= ${days.from}::date and ${sql.ref(`s.${column}`)} < ${days.to}::date
      ${onlySubjects(scope)}`;
  return sql<SumRow>`
    select id, measure, currency, sum(amount)::text as amount, sum(n)::text as n
    from (
      select id, measure, currency, amount::numeric as amount, n::numeric as n
      from (${cellSums(store, measures, scope)}) reported
      union all ${moved('due_on', 1)}
      union all ${moved('counts_on', -1)}
    ) both_ways
    group by 1, 2, 3`;
}

function entrySums(store: Store, measures: readonly Measure[], scope: Scope): RawBuilder<SumRow> {
  const days = daysOf(scope, measures);
  const on = entryDay('s', scope);
  return sql<SumRow>`
    select ${subjectOf(scope.by)} as id, s.measure, s.currency, sum(s.amount)::text as amount,
      sum(case when s.reverses is null then s.deals else -s.deals end)::text as n
    from ${store.table('entry')} s ${teamJoin(store, scope.by)}
    where s.measure = any(${[...measures]}::text[]) and ${on} >= ${days.from}::date
      and ${on} < ${days.to}::date and s.known_at < ${scope.view.asOf.toString()}::timestamptz
      ${onlySubjects(scope)}
    group by 1, 2, 3`;
}

export interface MedianRow {
  readonly id: string;
  readonly days: number;
}

/**
 * The median of the won deals' days from creation to close, by subject. An entry of the period lives unless a reversal
 * counts before the period ends: one that a lock sent to a later period takes nothing from this one.
 */
export function mediansQuery(store: Store, scope: Scope): RawBuilder<MedianRow> {
  const entry = store.table('entry');
  const before = scope.view.knownBefore?.toString() ?? 'infinity';
  const end = scope.period.end.toString();
  const on = entryDay('s', scope);
  return sql<MedianRow>`
    select ${subjectOf(scope.by)} as id, percentile_cont(0.5) within group (order by s.amount) as days
    from ${entry} s ${teamJoin(store, scope.by)}
    where s.measure = 'cycle_days' and ${on} >= ${scope.period.start.toString()}::date
      and ${on} < ${end}::date and s.known_at < ${before}::timestamptz and s.reverses is null
      and not exists (
        select from ${entry} r
        where r.reverses = s.id and ${entryDay('r', scope)} < ${end}::date and r.known_at < ${before}::timestamptz
      )
      ${onlySubjects(scope)}
    group by 1`;
}
