import type { Services } from '#feature.ts';
import { needsSecondPerson } from '#model/policy/table.ts';
import type { Store } from '#store/store.ts';
import { otherAdmins, type Requester } from './approvers.ts';
import { type Applied, applyWishes, type Decision, previewChanges } from './change.ts';
import { tellApprovers } from './posts.ts';
import { propose, type Proposed } from './proposals.ts';
import { previewRollback, rollBack } from './rollback.ts';
import type { QuotaWish } from './wish.ts';

/** Puts wishes into force, or asks a second person where they touch too many people. */
export type Submit = (
  store: Store,
  wishes: readonly QuotaWish[],
  decision: Omit<Decision, 'madeBy' | 'approvedBy'>,
) => Promise<Applied>;

type Ways = Pick<Services, 'store' | 'outbox'>;

/** Changes of at most 25 people hold at once; others wait for a second person, who is told. */
export function submitFor(services: Ways, requester: Requester): Submit {
  return async (store, wishes, decision) => {
    const people = new Set((await previewChanges(store, wishes, decision)).map(({ wish }) => wish.personId));
    const { kind, reason, now } = decision;
    const proposed: Proposed = { kind, wishes, takesBack: null, people: people.size, reason };
    const waits = await askSecond(services, proposed, { ...requester, now });
    if (waits) return { changes: [], batchId: undefined, waits };
    return applyWishes(store, wishes, { ...decision, madeBy: requester.by, approvedBy: requester.by });
  };
}

/** The same for taking a change back; gives how many quotas are as before, or that it waits. */
export async function submitRollback(
  services: Ways,
  batchId: number,
  {
    now,
    reason,
    ...requester
  }: Requester & { readonly now: Temporal.Instant; readonly reason: string | null },
): Promise<Applied & { readonly restored: number }> {
  const { store } = services;
  const restored = await previewRollback(store, batchId);
  const people = new Set(restored.map(({ version }) => version.personId)).size;
  const proposed: Proposed = { kind: 'rollback', wishes: [], takesBack: batchId, people, reason };
  const waits = await askSecond(services, proposed, { ...requester, now });
  if (waits) return { changes: [], batchId: undefined, waits, restored: 0 };
  const done = await rollBack(store, batchId, { by: requester.by, now, reason });
  return { changes: [], batchId: done.batchId, restored: done.restored.length };
}

/**
 * Asks a second person where one is needed. On the command line, while nobody is an admin in Slack yet, there is nobody
 * to ask: whoever runs it holds the data, and the audit log names `cli`.
 */
async function askSecond(
  services: Ways,
  proposed: Proposed,
  requester: Requester & { readonly now: Temporal.Instant },
): Promise<Applied['waits']> {
  if (!needsSecondPerson(proposed.people)) return undefined;
  const { store } = services;
  const admins = await otherAdmins(store, requester, requester.now);
  if (admins.length === 0 && requester.by === 'cli') return undefined;
  const proposal = await store.transaction(async (tx) => {
    const id = await propose(tx, proposed, requester);
    await tellApprovers(services.outbox, tx, { proposal: id, audiences: admins });
    return id;
  });
  await services.outbox.wake();
  return { proposal, people: proposed.people, isSole: admins.length === 0 };
}
