import type { Services } from '#feature.ts';
import type { Outbox } from '#outbox/outbox.ts';
import type { Store } from '#store/store.ts';
import { KIND_OF, WITHDRAWN_OF } from './kinds.ts';
import type { Person } from './people.ts';
import type { Said, Standing, Verdict } from './standing.ts';
import { closeStates, keepState, postKey, withdrawStates } from './store.ts';

/** A verdict with whom and what it is about. */
export interface Decided {
  readonly person: Person;
  readonly standing: Standing;
  readonly said: readonly Said[];
  readonly verdict: Verdict;
}

/** Keeps the states and records the messages that tell them, together or not at all. */
export async function carryOut(
  { store, outbox }: Services,
  decided: readonly Decided[],
  now: Temporal.Instant,
): Promise<void> {
  const changed = decided.filter(({ verdict }) => isSomething(verdict));
  if (changed.length === 0) return;
  await store.transaction(async (tx) => {
    for (const one of changed) await keep(tx, outbox, { ...one, now });
  });
  await outbox.wake();
}

function isSomething({ say, ...rest }: Verdict): boolean {
  const { cover, end, withdraw, restore, forget } = rest;
  return say !== undefined || [cover, end, withdraw, restore, forget].some((all) => all.length > 0);
}

async function keep(
  tx: Store,
  outbox: Outbox,
  { person, standing, said, verdict, now }: Decided & { readonly now: Temporal.Instant },
): Promise<void> {
  const { slackUserId: audience, today } = person;
  if (audience === undefined) return;
  await closeStates(tx, verdict, now);
  for (const id of await withdrawStates(tx, verdict.withdraw, now)) {
    const kind = said.find((one) => one.id === id)?.kind;
    if (kind === undefined || kind === 'seen') continue;
    await outbox.record(tx, {
      key: withdrawnKey(id),
      kind: WITHDRAWN_OF[kind],
      params: { nudge: id },
      audience,
      thread: postKey(id),
    });
    await rewrite(tx, outbox, id);
  }
  for (const id of await withdrawStates(tx, verdict.restore, null)) await rewrite(tx, outbox, id);
  for (const state of verdict.cover) await keepState(tx, standing, { ...state, isSaid: false, today, now });
  const { say } = verdict;
  if (say === undefined || say.kind === 'seen') return;
  const id = await keepState(tx, standing, { ...say, isSaid: true, today, now });
  if (id === undefined) return;
  await outbox.record(tx, {
    key: postKey(id),
    kind: KIND_OF[say.kind],
    params: { nudge: id },
    audience,
  });
}

/** Both stand in Slack already: they are changed in place, without a sound. */
async function rewrite(tx: Store, outbox: Outbox, id: number): Promise<void> {
  await outbox.refresh(tx, postKey(id));
  await outbox.refresh(tx, withdrawnKey(id));
}

function withdrawnKey(id: number): string {
  return `${postKey(id)}/withdrawn`;
}
