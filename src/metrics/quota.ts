import { sql, type RawBuilder } from 'kysely';
import { loadOrganisation } from '#ledger/placements.ts';
import { lastDay } from '#model/period.ts';
import type { Breakdown, Remark } from '#model/figure.ts';
import type { Organisation } from '#model/placement.ts';
import type { Store } from '#store/store.ts';
import type { QuotaReading } from './catalogue/metric.ts';
import { includes, type Scope } from './question.ts';
import { quotaFor, type PersonalQuota, type QuotaRow } from './quota-reading.ts';

/** What a quota is made of: each person's own. */
export interface QuotaPart {
  readonly personId: string;
  readonly quota: PersonalQuota;
}

/** A quota of a person as stored; the amount as text. */
export interface StoredQuota {
  readonly person_id: string;
  readonly start_on: string;
  readonly end_on: string;
  readonly amount: string;
  readonly currency: string;
  readonly source: 'salesforce' | 'csv';
}

/** The quotas that touch the period. */
export function quotasQuery(store: Store, metric: string, scope: Scope): RawBuilder<StoredQuota> {
  const { by, only, period } = scope;
  const owners = by === 'person' && only ? sql`and person_id = any(${[...only]}::text[])` : sql``;
  return sql<StoredQuota>`
    select person_id, start_on, end_on, amount::text as amount, currency, source from ${store.table('quota')}
    where metric = ${metric} and start_on < ${period.end.toString()}::date
      and end_on > ${period.start.toString()}::date ${owners}`;
}

/**
 * Quotas for exactly the period, for figures in one currency ('' for counts). A team's is the sum over its manager and
 * all below, a role's or territory's over the people in it, on the period's last day; the company's is everyone's.
 */
export function quotasOf(
  rows: readonly StoredQuota[],
  asked: QuotaQuestion,
): ReadonlyMap<string, QuotaReading> {
  return new Map([...quotaPartsOf(rows, asked)].map(([id, own]) => [id, sumUp(own.map((it) => it.quota))]));
}

export interface QuotaQuestion {
  readonly scope: Scope;
  readonly currency: string;
  readonly organisation: Organisation;
}

/** Quotas by themselves, for whoever sets something against them; answers for one currency at a time. */
export async function readQuotas(
  store: Store,
  metric: string,
  scope: Scope,
): Promise<(currency: string) => ReadonlyMap<string, QuotaReading>> {
  const { rows } = await quotasQuery(store, metric, scope).execute(store.db);
  const organisation = await loadOrganisation(store, [...new Set(rows.map((row) => row.person_id))]);
  return (currency) => quotasOf(rows, { scope, currency, organisation });
}

/** The same person by person. */
export function quotaPartsOf(
  rows: readonly StoredQuota[],
  { scope, currency, organisation }: QuotaQuestion,
): ReadonlyMap<string, readonly QuotaPart[]> {
  const day = lastDay(scope.period).toString();
  const groups = new Map<string, QuotaPart[]>();
  for (const [personId, own] of Map.groupBy(rows, (row) => row.person_id)) {
    const part = { personId, quota: personalQuota(own, currency, scope) };
    for (const id of subjectsOn(personId, day, { by: scope.by, organisation })) {
      if (!includes(scope, id)) continue;
      const group = groups.get(id);
      if (group) group.push(part);
      else groups.set(id, [part]);
    }
  }
  return groups;
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

function personalQuota(rows: readonly StoredQuota[], currency: string, { period }: Scope): PersonalQuota {
  const usable = rows.filter((row) => row.currency === currency);
  return usable.length > 0 ? quotaFor(period, usable.map(rowOf)) : foreign(rows);
}

function rowOf(row: StoredQuota): QuotaRow {
  return {
    start: row.start_on,
    end: row.end_on,
    amount: BigInt(row.amount),
    source: row.source,
  };
}

function foreign(rows: readonly StoredQuota[]): PersonalQuota {
  const currencies = [...new Set(rows.map((row) => row.currency || 'no currency'))].join(', ');
  return { kind: 'none', reason: `quota is in ${currencies}`, partial: true };
}

function sumUp(quotas: readonly PersonalQuota[]): QuotaReading {
  const known = quotas.filter((it) => it.kind === 'quota');
  const unusable = quotas.filter((it) => it.kind === 'none' && it.partial);
  if (known.length > 0) {
    const amount = known.reduce((total, it) => total + it.amount, 0n);
    return { kind: 'quota', amount, remarks: leftOut(unusable.length) };
  }
  const [only] = unusable;
  if (only?.kind === 'none' && unusable.length === 1) return only;
  const reason =
    unusable.length > 0 ? `quota covers only part of the period for all ${unusable.length}` : 'no quota';
  return { kind: 'none', reason };
}

function leftOut(people: number): readonly Remark[] {
  if (people === 0) return [];
  const whose = people === 1 ? '1 person has a quota' : `${people} people have quotas`;
  return [{ kind: 'partial', text: `${whose} for only part of the period or in another currency, left out` }];
}
