import { z } from 'zod';
import type { Services } from '#feature.ts';
import type { Attention, Outbox, PostKind } from '#outbox/outbox.ts';
import type { Store } from '#store/store.ts';
import { namesOf } from './people.ts';
import { decidedMessage, proposedMessage } from './proposal-views.ts';
import { tables } from './tables.ts';

const PROPOSED = 'quotas.proposed';
const DECIDED = 'quotas.decided';

const Params = z.object({ proposal: z.int() });

const attention = {
  topic: {
    id: 'quota_proposals',
    name: 'Proposed quotas',
    about: 'you may decide what somebody proposed, or proposed it yourself',
    startsAs: 'on',
  },
  priority: 'important',
} as const satisfies Partial<Attention>;

/** Tells those who may decide a proposal that it waits. */
export async function tellApprovers(
  outbox: Outbox,
  tx: Store,
  { proposal, audiences }: { readonly proposal: number; readonly audiences: readonly string[] },
): Promise<void> {
  for (const audience of audiences) {
    const key = `${PROPOSED}/${proposal}/${audience}`;
    await outbox.record(tx, { key, kind: PROPOSED, params: { proposal }, audience });
  }
}

/** Tells who proposed it what became of it; nobody, where that was the command line. */
export async function tellMaker(
  { store, outbox }: Pick<Services, 'store' | 'outbox'>,
  proposal: number,
): Promise<void> {
  const row = await readProposal(store, proposal);
  if (row === undefined || row.made_by === 'cli' || row.made_by === row.decided_by) return;
  const key = `${DECIDED}/${proposal}`;
  await outbox.record(store, { key, kind: DECIDED, params: { proposal }, audience: row.made_by });
  await outbox.wake();
}

/** That a proposal waits for whoever reads it; nothing once it is decided. */
export const proposedPost: PostKind<Services> = {
  kind: PROPOSED,
  whenUnknown: 'at-most-once',
  attention: { ...attention, isPrompt: true },
  shows: ['D9'],
  async render({ store }, { params }) {
    const row = await readProposal(store, Params.parse(params).proposal);
    if (row === undefined || row.decision !== null) return undefined;
    const names = await namesOf(store, row.made_by_person === null ? [] : [row.made_by_person]);
    const name = names.get(row.made_by_person ?? '')?.name;
    return proposedMessage({ ...row, name, isCommandLine: row.made_by === 'cli' });
  },
};

/** What became of a proposal, for who made it. */
export const decidedPost: PostKind<Services> = {
  kind: DECIDED,
  whenUnknown: 'at-most-once',
  attention: { ...attention, priority: 'ordinary', isPrompt: false },
  shows: ['D9'],
  async render({ store }, { params }) {
    const row = await readProposal(store, Params.parse(params).proposal);
    return row && row.decision !== null ? decidedMessage({ ...row, decision: row.decision }) : undefined;
  },
};

function readProposal(store: Store, id: number) {
  return tables(store).selectFrom('quota_proposal').selectAll().where('id', '=', id).executeTakeFirst();
}
