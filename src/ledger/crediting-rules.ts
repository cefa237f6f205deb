import { sql } from 'kysely';
import { checkRule, measureOf, type CreditingRule } from '#model/crediting.ts';
import { appendAudit } from '#store/audit.ts';
import type { Store } from '#store/store.ts';

/** The versions of rules that somebody decided; the built-in ones hold beside them. */
export async function readCreditingRules(store: Store): Promise<readonly CreditingRule[]> {
  const rows = await store.db
    .selectFrom('crediting_rule')
    .select(['id', 'version', 'kind', 'config', 'effective_from as from', 'effective_to as to'])
    .orderBy('id')
    .orderBy('version')
    .execute();
  return rows;
}

export interface RuleChange {
  readonly rule: Omit<CreditingRule, 'version'>;
  readonly approvedBy: string;
  readonly reason: string;
  readonly now: Temporal.Instant;
  /** Only counts what would be looked at again. */
  readonly dryRun?: boolean;
}

export interface RuleChanged {
  readonly version: number;
  /** Won deals that close on a day of the rule and are split or have a team: these are credited anew. */
  readonly deals: number;
}

/** Adds a version of a rule for close dates from a day on. Throws a Refusal for a rule that cannot be followed. */
export async function setCreditingRule(store: Store, change: RuleChange): Promise<RuleChanged> {
  const { approvedBy, reason, now, dryRun = false } = change;
  return store.transaction(async (tx) => {
    const known = await readCreditingRules(tx);
    const rule = checkRule(change.rule, known);
    const touched = await dealsSharedFrom(tx, rule.from);
    if (dryRun) return { version: rule.version, deals: touched.length };
    await tx.db
      .insertInto('crediting_rule')
      .values({
        id: rule.id,
        version: rule.version,
        kind: rule.kind,
        config: JSON.stringify(rule.config),
        measure: measureOf(rule.kind),
        effective_from: rule.from,
        effective_to: rule.to,
        approved_by: approvedBy,
        reason,
        created_at: now.toString(),
      })
      .execute();
    await sql`
      insert into ${tx.table('changed_record')} (object, record_id)
      select 'opportunity', id from unnest(${touched}::text[]) as given (id)`.execute(tx.db);
    const detail = { rule: rule.id, version: rule.version, from: rule.from, deals: touched.length, reason };
    await appendAudit(tx, { actor: approvedBy, action: 'crediting.changed', subject: '', detail, now });
    return { version: rule.version, deals: touched.length };
  });
}

async function dealsSharedFrom(tx: Store, from: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select o.id from ${tx.table('opportunity')} o
    where o.is_won and o.close_on >= ${from}::date and (
      exists (select from ${tx.table('deal_split')} s where s.opportunity_id = o.id)
      or exists (select from ${tx.table('deal_team_member')} m where m.opportunity_id = o.id)
    )
    order by o.id`.execute(tx.db);
  return rows.map((row) => row.id);
}
