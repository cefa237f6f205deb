import { managersOf } from '#access/managers.ts';
import type { Actor } from '#model/access.ts';
import { maySeeRecord } from '#model/record-access.ts';
import { readRecordOwners } from '#metrics/record-owners.ts';
import { companyToday } from '#metrics/today.ts';
import { readOpenDeals } from './deals.ts';
import type { WeekScope } from './read-standing.ts';
import { type DealFacts, type Risk, type RiskRules, risksOf } from './risk.ts';

interface Risks {
  readonly deals: ReadonlyMap<string, DealFacts>;
  readonly risks: readonly Risk[];
}

/** The open deals of these people that the actor may see, and which of them are at risk. */
export async function readRisks(
  { context, today }: Pick<WeekScope, 'context' | 'today'>,
  {
    actor,
    rules,
    owners,
  }: {
    readonly actor: Actor;
    readonly rules: RiskRules;
    readonly owners: readonly string[];
  },
): Promise<Risks> {
  const deals = await readOpenDeals(context, { owners, today });
  const [records, managers] = await Promise.all([
    readRecordOwners(
      context.store,
      deals.map(({ id }) => id),
    ),
    managersOf(companyToday(context), [...new Set(deals.map(({ ownerId }) => ownerId))]),
  ]);
  const visible = deals.filter(({ id, ownerId }) => {
    const record = { ownerId, creditedTo: '', isPrivate: records.get(id)?.isPrivate ?? true };
    return maySeeRecord(actor, record, (person) => managers.get(person) ?? []);
  });
  return {
    deals: new Map(visible.map((deal) => [deal.id, deal])),
    risks: risksOf(visible, rules, today),
  };
}
