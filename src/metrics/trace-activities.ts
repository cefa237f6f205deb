import { sql, type RawBuilder } from 'kysely';
import { COUNTED } from '#ledger/locked-activities.ts';
import { isLocked, lockedPeriods } from '#ledger/locks.ts';
import type { LockedSpan } from '#model/period-locks.ts';
import type { Store } from '#store/store.ts';
import type { Scope } from './question.ts';
import { daysOf, onlySubjects, teamJoin } from './source.ts';
import type { TracedRecord } from './trace.ts';

type Known = 'from' | 'recordId' | 'name' | 'accountName' | 'personId' | 'personName' | 'amount';

interface Row extends Pick<TracedRecord, Known> {
  readonly day: string;
  readonly dueOn: string;
  readonly cause: string | null;
}

/** The calls, e-mails and meetings behind a figure: those of open days as they are, those of locked days as they were kept. */
export async function traceActivities(
  store: Store,
  scope: Scope,
  kinds: readonly string[],
): Promise<readonly TracedRecord[]> {
  if (kinds.length === 0) return [];
  const spans = await lockedPeriods(store);
  const { rows } = await sql<Row>`
    select s.kind as "from", s.activity_id as "recordId", coalesce(a.subject, s.activity_id) as name,
      c.name as "accountName", s.person_id as "personId", coalesce(p.name, s.person_id) as "personName",
      s.n as amount, s.day, s.due_on as "dueOn", s.cause
    from (${openDays(store, scope, { kinds, spans })} union all ${lockedDays(store, scope, kinds)}) s
    left join ${store.table('activity')} a on a.id = s.activity_id
    left join ${store.table('account')} c on c.id = a.account_id
    left join ${store.table('person')} p on p.id = s.person_id
    order by s.activity_id, s.n`.execute(store.db);
  return rows.map(({ day, dueOn, cause, ...row }) => ({
    ...row,
    day: Temporal.PlainDate.from(day),
    rule: '',
    entryId: null,
    currency: '',
    ...(cause === null ? {} : { cause, dueOn, takesBack: row.amount < 0n }),
  }));
}

/** Found through their owner's cells: those say where the owner stood on the day. */
function openDays(
  store: Store,
  scope: Scope,
  { kinds, spans }: { readonly kinds: readonly string[]; readonly spans: readonly LockedSpan[] },
): RawBuilder<unknown> {
  const days = daysOf(scope, ['call']);
  return sql`
    select a.kind, a.id as activity_id, a.owner_id as person_id, 1::bigint as n, a.counts_on as day,
      a.counts_on as due_on, null::text as cause
    from ${store.table('cell')} s ${teamJoin(store, scope.by)}
    join ${store.table('activity')} a
      on a.owner_id = s.person_id and a.counts_on = s.day and a.kind = s.measure and ${COUNTED}
    where s.measure = any(${[...kinds]}::text[]) and s.day >= ${days.from}::date and s.day < ${days.to}::date
      and not ${isLocked(spans, sql`s.day`)} ${onlySubjects(scope)}`;
}

/** What was counted and taken back within the period is not part of its figure. */
function lockedDays(store: Store, scope: Scope, kinds: readonly string[]): RawBuilder<unknown> {
  const days = daysOf(scope, ['call']);
  const on = scope.basis === 'restated' ? sql`s.due_on` : sql`s.counts_on`;
  return sql`
    select s.kind, s.activity_id, s.person_id, sum(s.n)::bigint as n, max(${on}) as day, s.due_on,
      (array_agg(s.cause order by s.id desc))[1] as cause
    from ${store.table('locked_activity')} s ${teamJoin(store, scope.by)}
    where s.kind = any(${[...kinds]}::text[]) and ${on} >= ${days.from}::date and ${on} < ${days.to}::date
      ${onlySubjects(scope)}
    group by s.kind, s.activity_id, s.person_id, s.due_on
    having sum(s.n) <> 0`;
}
