import { sql } from 'kysely';
import { loadOrganisation } from '#ledger/placements.ts';
import { lastDay } from '#model/period.ts';
import type { Breakdown, Remark } from '#model/figure.ts';
import type { Organisation } from '#model/placement.ts';
import type { Store } from '#store/store.ts';
import type { QuotaReading } from './catalogue/metric.ts';
import { includes, type Scope } from './question.ts';
import { quotaFor, type PersonalQuota, type QuotaRow } from './quota-reading.ts';

/** The quota of a subject in one currency ('' for counts). */
export interface QuotaQuestion {
  readonly metric: string;
  readonly currency: string;
  readonly scope: Scope;
}

/**
 * Quotas by subject for exactly the period. A team's is the sum over its manager and all below, a role's or
 * territory's over the people in it, on the period's last day; the company's is everyone's.
 */
export async function readQuotas(
  store: Store,
  question: QuotaQuestion,
): Promise<ReadonlyMap<string, QuotaReading>> {
  const { scope } = question;
  const personal = await readPersonal(store, question);
  if (scope.by === 'person') return new Map([...personal].map(([id, own]) => [id, sumUp([own])]));
  const organisation = await loadOrganisation(store, [...personal.keys()]);
  const day = lastDay(scope.period).toString();
  const groups = new Map<string, PersonalQuota[]>();
  for (const [personId, own] of personal) {
    for (const id of subjectsOn(personId, day, { by: scope.by, organisation })) {
      if (includes(scope, id)) groups.set(id, [...(groups.get(id) ?? []), own]);
    }
  }
  return new Map([...groups].map(([id, own]) => [id, sumUp(own)]));
}

/** Whose figures a person's own are part of on a day. */
function subjectsOn(
  personId: string,
  day: string,
  { by, organisation }: { readonly by: Breakdown; readonly organisation: Organisation },
): readonly string[] {
  if (by === 'company') return ['all'];
  if (by === 'person') return [personId];
  const placement = organisation.on(personId, day);
  if (by === 'team') return [personId, ...placement.managers];
  return [by === 'role' ? placement.roleId : placement.territoryId];
}

interface Row {
  readonly person_id: string;
  readonly start_on: string;
  readonly end_on: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly source: 'salesforce' | 'csv';
}

async function readPersonal(
  store: Store,
  { metric, currency, scope }: QuotaQuestion,
): Promise<ReadonlyMap<string, PersonalQuota>> {
  const { period, by, subjectIds } = scope;
  const only = by === 'person' && subjectIds ? sql`and person_id = any(${[...subjectIds]}::text[])` : sql``;
  const { rows } = await sql<Row>`
    select person_id, start_on, end_on, amount, currency, source from ${store.table('quota')}
    where metric = ${metric} and start_on < ${period.end.toString()}::date
      and end_on > ${period.start.toString()}::date ${only}`.execute(store.db);
  const byPerson = Map.groupBy(rows, (row) => row.person_id);
  return new Map(
    [...byPerson].map(([id, own]) => {
      const usable = own.filter((row) => row.currency === currency);
      const quota = quotaFor(period, usable.map(rowOf));
      return [id, usable.length > 0 ? quota : foreign(own)];
    }),
  );
}

function rowOf(row: Row): QuotaRow {
  return {
    start: Temporal.PlainDate.from(row.start_on),
    end: Temporal.PlainDate.from(row.end_on),
    amount: row.amount,
    source: row.source,
  };
}

function foreign(rows: readonly Row[]): PersonalQuota {
  const currencies = [...new Set(rows.map((row) => row.currency || 'no currency'))].join(', ');
  return { kind: 'none', reason: `quota is in ${currencies}`, partial: true };
}

function sumUp(quotas: readonly PersonalQuota[]): QuotaReading {
  const known = quotas.filter((it) => it.kind === 'quota');
  const partial = quotas.filter((it) => it.kind === 'none' && it.partial).length;
  if (known.length === 0) {
    const [only] = quotas;
    const reason = quotas.length === 1 && only?.kind === 'none' ? only.reason : undefined;
    return { kind: 'none', reason: reason ?? (partial > 0 ? quotaOfNobodyWhole(partial) : 'no quota') };
  }
  const amount = known.reduce((total, it) => total + it.amount, 0n);
  return { kind: 'quota', amount, remarks: leftOut(partial) };
}

function quotaOfNobodyWhole(people: number): string {
  return `quota covers only part of the period, for ${people} people`;
}

function leftOut(people: number): readonly Remark[] {
  if (people === 0) return [];
  const whose = people === 1 ? '1 person has a quota' : `${people} people have quotas`;
  return [{ kind: 'partial', text: `${whose} for only part of the period, left out of the quota` }];
}
