import { sql } from 'kysely';
import type { Sender } from '#slack/deliver.ts';
import type { Findings } from '#slack/find-own.ts';
import type { Store } from '#store/store.ts';
import { noteDoubles } from './doubles.ts';
import { search, type Sought } from './search.ts';
import type { Sign } from './signature.ts';
import { inSeconds, type Timing } from './timing.ts';

/** When a post that was once in doubt is looked for a second time, in settle times after the one before. */
const SWEEPS = [1, 10, 60] as const;

type Posted = Sought & { readonly ts: string | null; readonly sweeps: number };

/**
 * Looks for second messages of one post that was once in doubt: those of a sender that was frozen, or of a call that
 * was held up longer than the settle time. Undefined when there is none to look for.
 */
export async function sweepOne(
  { store, sender, timing }: { readonly store: Store; readonly sender: Sender; readonly timing: Timing },
  sign: Sign,
): Promise<{ readonly key: string; readonly doubles: number } | undefined> {
  const post = await takePosted(store, timing);
  if (post === undefined) return undefined;
  const { channel, ts } = post;
  if (channel === null || ts === null) return { key: post.key, doubles: 0 };
  const findings = await search({ store, sender }, { ...post, channel }, sign);
  const stamps = findings.kind === 'closed' ? [] : findings.stamps.filter((found) => found !== ts);
  await noteDoubles(store, { postId: post.id, channel, stamps });
  await store.db
    .updateTable('post')
    .set(nextSweep(findings, post, timing))
    .where('id', '=', post.id)
    .where('sweeps', '=', post.sweeps)
    .execute();
  return { key: post.key, doubles: stamps.length };
}

async function takePosted(store: Store, { leaseSeconds }: Timing): Promise<Posted | undefined> {
  return store.db
    .updateTable('post')
    .set({ sweep_at: inSeconds(leaseSeconds) })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('post')
        .select('id')
        .where('sweep_at', '<=', sql<string>`now()`)
        .where('state', '=', 'posted')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'key', 'channel', 'ts', 'thread_key', 'sent_since', 'looked_to', 'sweeps'])
    .executeTakeFirst();
}

function nextSweep(findings: Findings, { sweeps }: Posted, { settleSeconds }: Timing) {
  switch (findings.kind) {
    case 'closed':
      return { sweep_at: null, looked_to: null };
    case 'partly':
      return { sweep_at: inSeconds(findings.waitSeconds), looked_to: findings.before ?? null };
    case 'read': {
      const after = SWEEPS[sweeps + 1];
      const sweep_at = after === undefined ? null : inSeconds(after * settleSeconds);
      return { sweep_at, sweeps: sweeps + 1, looked_to: null };
    }
  }
}
