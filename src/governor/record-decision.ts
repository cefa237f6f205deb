import { sql } from 'kysely';
import type { Delivery, Envelope } from '#model/attention.ts';
import type { Store } from '#store/store.ts';

/** Keeps what was decided about a message, and for good why it was first held back. */
export async function recordDecision(
  tx: Store,
  message: Envelope & { readonly key: string; readonly slackUserId: string; readonly isPrompt: boolean },
  { delivery, into, now }: { delivery: Delivery; into: string | undefined; now: Temporal.Instant },
): Promise<void> {
  const isHeld = delivery.kind !== 'send' && delivery.kind !== 'drop';
  const held = isHeld
    ? { held_at: now.toString(), held_reason: delivery.reason }
    : { held_at: null, held_reason: null };
  const row = {
    topic: message.topic.id,
    decision: delivery.kind,
    reason: delivery.reason,
    until: untilOf(delivery)?.toString() ?? null,
    into_key: into ?? null,
    about: message.says?.about ?? null,
    state: message.says?.state ?? null,
    merge_key: message.mergeKey ?? null,
    is_prompt: message.isPrompt,
    decided_at: now.toString(),
  };
  await tx.db
    .insertInto('attention')
    .values({
      post_key: message.key,
      slack_user_id: message.slackUserId,
      ...row,
      ...held,
      acted_at: null,
      rejected_at: null,
    })
    .onConflict((conflict) =>
      conflict.column('post_key').doUpdateSet({
        ...row,
        held_at: sql`coalesce(attention.held_at, excluded.held_at)`,
        held_reason: sql`coalesce(attention.held_reason, excluded.held_reason)`,
      }),
    )
    .execute();
}

function untilOf(delivery: Delivery): Temporal.Instant | undefined {
  if (delivery.kind === 'hold') return delivery.until;
  return delivery.kind === 'digest' ? delivery.at : undefined;
}
