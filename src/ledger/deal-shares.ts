import { sql, type RawBuilder } from 'kysely';
import { ruleSpans } from '#model/crediting.ts';
import { sharesOf, transferred, type DealPart, type Share } from '#model/shares.ts';
import type { Store } from '#store/store.ts';
import { readCreditingRules } from './crediting-rules.ts';
import type { Receiver } from './transfers.ts';

/** Under these names the deals stand among the gaps whose splits do not sum to 100 %. */
const gapOf = (dealId: string) => `splits of ${dealId}`;

/**
 * Who shares in these deals, by the rules for each close date. Keeps a gap for each deal whose revenue splits do not
 * sum to 100 %: its owner is credited with all of it.
 */
export async function readShares(
  tx: Store,
  { dealIds, transfers }: { readonly dealIds: readonly string[]; readonly transfers: readonly Receiver[] },
): Promise<readonly Share[]> {
  const parts = await readParts(tx, dealIds);
  const { shares, unsound } =
    parts.length === 0
      ? { shares: [], unsound: new Map<string, string>() }
      : sharesOf(parts, ruleSpans(await readCreditingRules(tx)));
  await noteUnsound(tx, dealIds, unsound);
  const receivers = new Map(transfers.map((it) => [`${it.dealId} ${it.from}`, it.to]));
  return transferred(shares, (dealId, personId) => receivers.get(`${dealId} ${personId}`) ?? personId);
}

async function readParts(tx: Store, dealIds: readonly string[]): Promise<readonly DealPart[]> {
  const { rows } = await sql<DealPart>`
    select s.opportunity_id as "dealId", s.person_id as "personId", s.percentage, t.name,
      case when t.is_total_validated then 'revenue' else 'overlay' end as kind
    from ${tx.table('deal_split')} s join ${tx.table('split_type')} t on t.id = s.split_type_id
    where s.opportunity_id = any(${dealIds}::text[]) and not s.is_deleted and t.is_active
      and (not t.is_total_validated or coalesce(t.field, 'Amount') = 'Amount')
    union all
    select m.opportunity_id, m.person_id, null, m.role, 'member'
    from ${tx.table('deal_team_member')} m
    where m.opportunity_id = any(${dealIds}::text[]) and not m.is_deleted
    order by 1, 2, 4`.execute(tx.db);
  return rows;
}

async function noteUnsound(
  tx: Store,
  dealIds: readonly string[],
  unsound: ReadonlyMap<string, string>,
): Promise<void> {
  const object = 'OpportunitySplit';
  await sql`
    delete from ${tx.table('sync_gap')}
    where object = ${object} and field = any(${dealIds.map(gapOf)}::text[])`.execute(tx.db);
  if (unsound.size === 0) return;
  const gaps = [...unsound].map(([dealId, sum]) => ({
    object,
    field: gapOf(dealId),
    effect: `The revenue splits of deal ${dealId} sum to ${sum}%, not 100%: its owner is credited with all of it.`,
  }));
  await tx.db.insertInto('sync_gap').values(gaps).execute();
}

/** Shares as a relation `s(record_id, person_id, percentage, share, rule, from_on, to_on, nth)`. */
export function shareRelation(shares: readonly (Share & { readonly part: string })[]): RawBuilder<unknown> {
  const column = (pick: (it: Share & { readonly part: string }) => string) => shares.map(pick);
  return sql`unnest(
    ${column((it) => it.dealId)}::text[], ${column((it) => it.personId)}::text[],
    ${column((it) => it.percentage)}::numeric[], ${column((it) => it.part)}::text[],
    ${column((it) => it.rule)}::text[], ${column((it) => it.from)}::date[], ${column((it) => it.to)}::date[]
  ) with ordinality as s(record_id, person_id, percentage, share, rule, from_on, to_on, nth)`;
}
