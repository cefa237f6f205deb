import { sql, type RawBuilder } from 'kysely';
import { formatMoney } from '#lib/money.ts';
import type { Store } from '#store/store.ts';
import type { LeftOut } from './left-out.ts';
import type { Scope } from './question.ts';
import { onlySubjects, teamJoin } from './source.ts';

export interface CreditQuestion {
  readonly scope: Scope;
  /** The measures the figure is made of. */
  readonly measures: readonly string[];
}

interface Adjusted {
  readonly recordId: string;
  readonly name: string;
  readonly measure: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly countsOn: string;
  readonly cause: string | null;
}

/** Entries that are due in the period and counted in a later one, because this one was locked when they were known. */
export async function readAdjustedElsewhere(
  store: Store,
  { scope, measures }: CreditQuestion,
): Promise<readonly LeftOut[]> {
  // Restated, they count where they are due.
  if (measures.length === 0 || scope.basis === 'restated') return [];
  const [from, to] = [scope.period.start.toString(), scope.period.end.toString()];
  const { rows } = await sql<Adjusted>`
    select s.record_id as "recordId", coalesce(o.name, s.record_id) as name, s.measure, s.amount, s.currency,
      s.counts_on as "countsOn", s.cause
    from ${store.table('entry')} s ${teamJoin(store, scope.by)}
    left join ${store.table('opportunity')} o on o.id = s.record_id
    where s.effective_on >= ${from}::date and s.effective_on < ${to}::date and s.counts_on <> s.effective_on
      and not (s.counts_on >= ${from}::date and s.counts_on < ${to}::date)
      and s.measure = any(${[...measures]}::text[]) ${knownThen(scope)} ${onlySubjects(scope)}
    order by s.id`.execute(store.db);
  return rows.map((row) => ({
    recordId: row.recordId,
    name: row.name,
    reason: [`${amountText(row)} counted on ${row.countsOn} instead`, row.cause ?? '']
      .filter(Boolean)
      .join(', '),
    group: 'counted in a later period, as this one was locked',
  }));
}

interface Credited {
  readonly recordId: string;
  readonly personName: string;
}

/** To whom these deals are credited, by deal: the owner of a deal is not always the one it counts for. */
export async function readCreditedTo(
  store: Store,
  recordIds: readonly string[],
  { scope, measures }: CreditQuestion,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (recordIds.length === 0 || measures.length === 0) return new Map();
  const entry = store.table('entry');
  const { rows } = await sql<Credited>`
    select distinct s.record_id as "recordId", coalesce(p.name, 'nobody') as "personName"
    from ${entry} s left join ${store.table('person')} p on p.id = s.person_id
    where s.record_id = any(${[...recordIds]}::text[]) and s.measure = any(${[...measures]}::text[])
      and s.reverses is null ${knownThen(scope)}
      and not exists (select from ${entry} r where r.reverses = s.id)
    order by 1, 2`.execute(store.db);
  const byDeal = Map.groupBy(rows, (row) => row.recordId);
  return new Map([...byDeal].map(([id, own]) => [id, own.map((it) => it.personName)]));
}

function knownThen({ view }: Scope): RawBuilder<unknown> {
  return view.knownBefore ? sql`and s.known_at < ${view.knownBefore.toString()}::timestamptz` : sql``;
}

/** "−$8,000" for money, "−1 won" for counts. */
function amountText({ amount, currency, measure }: Adjusted): string {
  const size = amount < 0n ? -amount : amount;
  const sign = amount < 0n ? '−' : '+';
  return `${sign}${currency === '' ? `${size} ${measure}` : formatMoney({ minor: size, currency })}`;
}
