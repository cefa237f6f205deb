import { Refusal } from '#lib/errors.ts';
import type { Actor } from '#model/access.ts';
import type { CompanyDay } from '#access/managers.ts';
import { appendAudit } from '#store/audit.ts';
import type { Store } from '#store/store.ts';
import { otherAdmins, requesterOf, type Requester } from './approvers.ts';
import { plainWishes, wishesFrom } from './carried-wishes.ts';
import { type Applied, applyWishes, type Decision } from './change.ts';
import { mayDecide } from './rights.ts';
import { rollBack } from './rollback.ts';
import { tables } from './tables.ts';
import type { QuotaWish } from './wish.ts';

/** What somebody wants quotas to be, or a change they want taken back, and may not decide alone. */
export interface Proposed {
  readonly kind: 'set' | 'import' | 'split' | 'rollback';
  /** Empty where a change is taken back. */
  readonly wishes: readonly QuotaWish[];
  readonly takesBack: number | null;
  /** How many people's quotas it touches. */
  readonly people: number;
  readonly reason: string | null;
}

export interface Proposal extends Proposed {
  readonly id: number;
  readonly madeBy: string;
  readonly madeByPerson: string | null;
  /** The asker made it, and nobody else could decide it. */
  readonly isAlone: boolean;
}

/** Keeps a proposal until somebody who may decide has looked at it; returns its number. */
export async function propose(
  store: Store,
  { kind, wishes, takesBack, people, reason }: Proposed,
  { by, personId, now }: Requester & { readonly now: Temporal.Instant },
): Promise<number> {
  return store.transaction(async (tx) => {
    const { id } = await tables(tx)
      .insertInto('quota_proposal')
      .values({
        kind,
        made_by: by,
        made_by_person: personId,
        made_at: now.toString(),
        reason,
        wishes: JSON.stringify(plainWishes(wishes)),
        takes_back: takesBack,
        people,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const detail = { proposal: id, kind, people, reason };
    await appendAudit(tx, { actor: by, action: 'quota.proposed', subject: '', detail, now });
    return id;
  });
}

/** Who decides, and when. */
export interface Deciding extends CompanyDay {
  readonly now: Temporal.Instant;
}

/** The proposals that wait and that the asker may decide, oldest first. */
export async function waitingFor(deciding: Deciding, actor: Actor): Promise<readonly Proposal[]> {
  const rows = await tables(deciding.store)
    .selectFrom('quota_proposal')
    .selectAll()
    .where('decision', 'is', null)
    .orderBy('id')
    .execute();
  const admins = () => otherAdmins(deciding.store, requesterOf(actor), deciding.now);
  const mine: Proposal[] = [];
  for (const row of rows) {
    const proposal = {
      id: row.id,
      kind: row.kind,
      madeBy: row.made_by,
      madeByPerson: row.made_by_person,
      reason: row.reason,
      wishes: row.takes_back === null ? wishesFrom(row.wishes) : [],
      takesBack: row.takes_back,
      people: row.people,
    };
    const answer = await mayDecide(deciding, actor, { proposal, otherAdmins: admins });
    if (answer !== 'no') mine.push({ ...proposal, isAlone: answer === 'alone' });
  }
  return mine;
}

export interface Verdict {
  readonly actor: Actor;
  readonly approve: boolean;
  readonly decision: Pick<Decision, 'now' | 'today' | 'zone'>;
  /** Why an only admin approves what they proposed themself. */
  readonly alone?: string;
}

/**
 * Decides a proposal once: approved wishes become versions with the approver's name, rejected ones change nothing.
 * @throws Refusal when the asker may not decide it, or somebody has already.
 */
export async function decide(store: Store, id: number, verdict: Verdict): Promise<Applied | undefined> {
  const { actor, approve, decision, alone } = verdict;
  const { now, today } = decision;
  const by = actor.slackUserId;
  return store.transaction(async (tx) => {
    const proposal = (await waitingFor({ store: tx, day: today, now }, actor)).find((it) => it.id === id);
    if (!proposal) throw new Refusal('This proposal does not wait for you any more.', 'See /attain quotas.');
    if (approve && proposal.isAlone && !alone)
      throw new Refusal('You proposed this yourself.', 'Approve it alone, with a reason.');
    const applied = approve ? await carryOut(tx, proposal, verdict) : undefined;
    const decided = await tables(tx)
      .updateTable('quota_proposal')
      .set({
        decision: approve ? 'approved' : 'rejected',
        decided_by: by,
        decided_at: now.toString(),
        batch_id: applied?.batchId ?? null,
      })
      .where('id', '=', id)
      .where('decision', 'is', null)
      .executeTakeFirst();
    if (decided.numUpdatedRows === 0n)
      throw new Refusal('Somebody has just decided this proposal.', 'See /attain quotas.');
    const action = !approve ? 'quota.rejected' : proposal.isAlone ? 'quota.approved_alone' : 'quota.approved';
    const detail = { proposal: id, people: proposal.people, madeBy: proposal.madeBy, reason: alone ?? null };
    await appendAudit(tx, { actor: by, action, subject: '', detail, now });
    return applied;
  });
}

const SOURCES = { set: 'slack', import: 'csv', split: 'plan' } as const;

async function carryOut(tx: Store, proposal: Proposal, { actor, decision }: Verdict): Promise<Applied> {
  const { kind, wishes, takesBack, madeBy, reason } = proposal;
  const approvedBy = actor.slackUserId;
  if (takesBack !== null || kind === 'rollback') {
    const done = await rollBack(tx, takesBack ?? 0, { by: approvedBy, madeBy, now: decision.now, reason });
    return { changes: [], batchId: done.batchId };
  }
  return applyWishes(tx, wishes, { ...decision, kind, source: SOURCES[kind], madeBy, approvedBy, reason });
}
