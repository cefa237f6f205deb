import { sql, type RawBuilder } from 'kysely';
import type { Measure } from '#model/measure.ts';
import type { Store } from '#store/store.ts';
import type { Tally } from './catalogue/metric.ts';
import type { Scope } from './question.ts';
import { daysOf, isActivity, onlySubjects, subjectOf, teamJoin } from './source.ts';

export type Sums = Partial<Record<Measure, readonly Tally[]>>;

interface Row extends Tally {
  readonly id: string;
  readonly measure: Measure;
}

/**
 * Sums of measures by subject: from the day cells for now, from the entries known by then for a past day. Activities
 * carry no moment of knowledge; as of a past day they are those that count up to that day.
 */
export async function readSums(
  store: Store,
  measures: readonly Measure[],
  scope: Scope,
): Promise<ReadonlyMap<string, Sums>> {
  if (measures.length === 0) return new Map();
  const past = scope.view.knownBefore && !isActivity(measures);
  const { rows } = await (past ? entrySums : cellSums)(store, measures, scope).execute(store.db);
  const sums = new Map<string, Sums>();
  for (const { id, measure, ...tally } of rows) {
    const own = sums.get(id) ?? {};
    sums.set(id, { ...own, [measure]: [...(own[measure] ?? []), tally] });
  }
  return sums;
}

function cellSums(store: Store, measures: readonly Measure[], scope: Scope): RawBuilder<Row> {
  const days = daysOf(scope, measures);
  return sql<Row>`
    select ${subjectOf(scope.by)} as id, s.measure, s.currency, sum(s.amount)::bigint as amount,
      sum(s.n)::bigint as n
    from ${store.table('cell')} s ${teamJoin(store, scope.by)}
    where s.measure = any(${[...measures]}::text[]) and s.day >= ${days.from}::date and s.day < ${days.to}::date
      ${onlySubjects(scope)}
    group by 1, 2, 3`;
}

function entrySums(store: Store, measures: readonly Measure[], scope: Scope): RawBuilder<Row> {
  const days = daysOf(scope, measures);
  return sql<Row>`
    select ${subjectOf(scope.by)} as id, s.measure, s.currency, sum(s.amount)::bigint as amount,
      sum(case when s.reverses is null then 1 else -1 end)::bigint as n
    from ${store.table('entry')} s ${teamJoin(store, scope.by)}
    where s.measure = any(${[...measures]}::text[]) and s.effective_on >= ${days.from}::date
      and s.effective_on < ${days.to}::date and s.known_at < ${scope.view.asOf.toString()}::timestamptz
      ${onlySubjects(scope)}
    group by 1, 2, 3`;
}

/** The median of the won deals' days from creation to close, by subject, over entries that are not reversed. */
export async function readMedians(store: Store, scope: Scope): Promise<ReadonlyMap<string, string>> {
  const entry = store.table('entry');
  const before = scope.view.knownBefore?.toString() ?? 'infinity';
  const { rows } = await sql<{ id: string; days: number }>`
    select ${subjectOf(scope.by)} as id, percentile_cont(0.5) within group (order by s.amount) as days
    from ${entry} s ${teamJoin(store, scope.by)}
    where s.measure = 'cycle_days' and s.effective_on >= ${scope.period.start.toString()}::date
      and s.effective_on < ${scope.period.end.toString()}::date and s.known_at < ${before}::timestamptz
      and s.reverses is null
      and not exists (select from ${entry} r where r.reverses = s.id and r.known_at < ${before}::timestamptz)
      ${onlySubjects(scope)}
    group by 1`.execute(store.db);
  return new Map(rows.map((row) => [row.id, String(row.days)]));
}
