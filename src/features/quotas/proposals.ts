import { Refusal } from '#lib/errors.ts';
import type { Actor } from '#model/access.ts';
import type { CompanyDay } from '#access/managers.ts';
import type { Store } from '#store/store.ts';
import { plainWishes, wishesFrom } from './carried-wishes.ts';
import { type Applied, applyWishes, type Decision } from './change.ts';
import { mayDecide } from './rights.ts';
import { tables } from './tables.ts';
import type { QuotaWish } from './wish.ts';

/** What somebody wants quotas to be, and may not decide alone. */
export interface Proposal {
  readonly id: number;
  readonly madeBy: string;
  readonly madeByPerson: string | null;
  readonly reason: string | null;
  readonly wishes: readonly QuotaWish[];
}

/** Keeps wishes until somebody who may decide has looked at them. */
export async function propose(
  store: Store,
  wishes: readonly QuotaWish[],
  {
    actor,
    now,
    reason,
  }: { readonly actor: Actor; readonly now: Temporal.Instant; readonly reason: string | null },
): Promise<void> {
  await tables(store)
    .insertInto('quota_proposal')
    .values({
      made_by: actor.slackUserId,
      made_by_person: actor.personId,
      made_at: now.toString(),
      reason,
      wishes: JSON.stringify(plainWishes(wishes)),
    })
    .execute();
}

/** The proposals that wait and that the asker may decide, oldest first. */
export async function waitingFor(company: CompanyDay, actor: Actor): Promise<readonly Proposal[]> {
  const rows = await tables(company.store)
    .selectFrom('quota_proposal')
    .selectAll()
    .where('decision', 'is', null)
    .orderBy('id')
    .execute();
  const mine: Proposal[] = [];
  for (const row of rows) {
    if (!(await mayDecide(company, { actor, proposedBy: row.made_by_person }))) continue;
    mine.push({
      id: row.id,
      madeBy: row.made_by,
      madeByPerson: row.made_by_person,
      reason: row.reason,
      wishes: wishesFrom(row.wishes),
    });
  }
  return mine;
}

export interface Verdict {
  readonly actor: Actor;
  readonly approve: boolean;
  readonly decision: Pick<Decision, 'now' | 'today' | 'zone'>;
}

/**
 * Decides a proposal once: approved wishes become versions with the approver's name, rejected ones change nothing.
 * @throws Refusal when the asker may not decide it, or somebody has already.
 */
export async function decide(store: Store, id: number, verdict: Verdict): Promise<Applied | undefined> {
  return store.transaction(async (tx) => {
    const proposal = (await waitingFor({ store: tx, day: verdict.decision.today }, verdict.actor)).find(
      (it) => it.id === id,
    );
    if (!proposal) throw new Refusal('This proposal does not wait for you any more.', 'See /attain quotas.');
    const by = verdict.actor.slackUserId;
    const applied = verdict.approve
      ? await applyWishes(tx, proposal.wishes, {
          ...verdict.decision,
          kind: 'set',
          source: 'slack',
          madeBy: proposal.madeBy,
          approvedBy: by,
          reason: proposal.reason,
        })
      : undefined;
    const decided = await tables(tx)
      .updateTable('quota_proposal')
      .set({
        decision: verdict.approve ? 'approved' : 'rejected',
        decided_by: by,
        decided_at: verdict.decision.now.toString(),
        batch_id: applied?.batchId ?? null,
      })
      .where('id', '=', id)
      .where('decision', 'is', null)
      .executeTakeFirst();
    if (decided.numUpdatedRows === 0n) throw new Refusal('Somebody has just decided this proposal.');
    return applied;
  });
}
