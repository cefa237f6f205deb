import { sql, type RawBuilder } from 'kysely';
import { organisationKnown } from '#ledger/placements.ts';
import { lastDay } from '#model/period.ts';
import type { Breakdown } from '#model/figure.ts';
import type { Organisation } from '#model/placement.ts';
import type { QuotaSource } from '#model/quota-versions.ts';
import type { Store } from '#store/store.ts';
import type { QuotaReading } from './catalogue/metric.ts';
import { includes, type Scope } from './question.ts';
import { type AdjustmentsOf, readAdjustments } from './quota-adjustments.ts';
import { quotaFor, type PersonalQuota, type QuotaRow } from './quota-reading.ts';
import { sumUp } from './quota-sum.ts';

/** What a quota is made of: each person's own. */
export interface QuotaPart {
  readonly personId: string;
  readonly quota: PersonalQuota;
}

/** A version of a quota as stored; the amount as text. */
export interface StoredQuota {
  readonly person_id: string;
  readonly metric: string;
  readonly start_on: string;
  readonly end_on: string;
  readonly amount: string;
  readonly currency: string;
  readonly source: QuotaSource;
  readonly version: number;
  readonly effective_on: string | null;
  readonly restores: number | null;
  readonly weight: number | null;
  /** Whether a ramp or leave was ever noted for the person. */
  readonly has_facts: boolean;
}

/** All versions of quotas for these metrics that touch the period, as known from the point of view. */
export function quotasQuery(store: Store, metrics: readonly string[], scope: Scope): RawBuilder<StoredQuota> {
  const { by, only, period, view } = scope;
  const owners = by === 'person' && only ? sql`and person_id = any(${[...only]}::text[])` : sql``;
  const known = view.knownBefore ? sql`and known_at < ${view.knownBefore.toString()}::timestamptz` : sql``;
  return sql<StoredQuota>`
    select person_id, metric, start_on, end_on, amount::text as amount, currency, source, version, effective_on,
      restores, weight, (
        exists (
          select from ${store.table('fact_correction')} c
          where c.person_id = q.person_id and c.kind in ('ramp', 'leave')
        ) or exists (
          select from ${store.table('person_fact')} f
          where f.person_id = q.person_id and f.kind in ('ramp', 'leave')
        )
      ) as has_facts
    from ${store.table('quota')} q
    where metric = any(${[...metrics]}::text[]) and start_on < ${period.end.toString()}::date
      and end_on > ${period.start.toString()}::date ${owners} ${known}`;
}

export interface QuotaQuestion {
  readonly scope: Scope;
  readonly currency: string;
  readonly organisation: Organisation;
  readonly adjustmentsOf: AdjustmentsOf;
}

/**
 * Quotas of one metric for exactly the period, for figures in one currency ('' for counts). A team's is the sum over its
 * manager and all below, a role's or territory's over the people in it, on the period's last day; the company's is
 * everyone's.
 */
export function quotasOf(
  rows: readonly StoredQuota[],
  asked: QuotaQuestion,
): ReadonlyMap<string, QuotaReading> {
  return new Map(
    [...quotaPartsOf(rows, asked)].map(([id, own]) => [
      id,
      sumUp(
        own.map((it) => it.quota),
        asked.currency,
      ),
    ]),
  );
}

/** Quotas by themselves, for whoever sets something against them; answers for one currency at a time. */
export async function readQuotas(
  store: Store,
  metric: string,
  scope: Scope,
): Promise<(currency: string) => ReadonlyMap<string, QuotaReading>> {
  const { rows } = await quotasQuery(store, [metric], scope).execute(store.db);
  const given = await readAround(store, rows, scope);
  return (currency) => quotasOf(rows, { scope, currency, ...given });
}

/** Where the people of these quotas stand, and what makes less of them. */
export async function readAround(
  store: Store,
  rows: readonly StoredQuota[],
  scope: Scope,
): Promise<Pick<QuotaQuestion, 'organisation' | 'adjustmentsOf'>> {
  const organisation = await organisationKnown(store, {
    personIds: [...new Set(rows.map((row) => row.person_id))],
    knownBefore: scope.view.knownBefore,
  });
  return { organisation, adjustmentsOf: await readAdjustments(store, rows, scope) };
}

/** The same person by person. */
export function quotaPartsOf(
  rows: readonly StoredQuota[],
  { scope, currency, organisation, adjustmentsOf }: QuotaQuestion,
): ReadonlyMap<string, readonly QuotaPart[]> {
  const day = lastDay(scope.period).toString();
  const groups = new Map<string, QuotaPart[]>();
  for (const [personId, own] of Map.groupBy(rows, (row) => row.person_id)) {
    const quota = quotaFor(scope.period, own.map(rowOf), { currency, adjustments: adjustmentsOf(personId) });
    const part = { personId, quota };
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

/** A stored version as it is reckoned with. */
export function rowOf(
  row: Omit<StoredQuota, 'amount' | 'has_facts'> & { readonly amount: string | bigint },
): QuotaRow {
  return {
    start: row.start_on,
    end: row.end_on,
    amount: BigInt(row.amount),
    currency: row.currency,
    source: row.source,
    version: row.version,
    effectiveOn: row.effective_on,
    restores: row.restores,
    weight: row.weight,
  };
}
