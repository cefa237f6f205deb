import type { Services } from '#feature.ts';
import { readInstaller } from '#store/identity.ts';
import type { Store } from '#store/store.ts';

export type AskedFor = 'export' | 'erasure';

/** Somebody asked for a copy of their data, or to be erased. */
export interface PrivacyRequest {
  readonly id: number;
  readonly personId: string;
  readonly kind: AskedFor;
  readonly askedAt: Temporal.Instant;
  readonly isSettled: boolean;
}

export const REQUESTED = 'people.requested';

/**
 * Keeps what a person asked and tells whoever installed Attain, once: asking again while it waits changes nothing.
 * False while nobody is known to tell; the command line lists it all the same.
 */
export async function keepRequest(
  { store, outbox }: Pick<Services, 'store' | 'outbox'>,
  asked: {
    readonly personId: string;
    readonly slackUserId: string;
    readonly kind: AskedFor;
    readonly now: Temporal.Instant;
  },
): Promise<boolean> {
  const isTold = await store.transaction(async (tx) => {
    const id = (await openRequest(tx, asked)) ?? (await addRequest(tx, asked));
    const audience = await readInstaller(tx);
    if (audience === undefined) return false;
    await outbox.record(tx, {
      key: `${REQUESTED}/${id}`,
      kind: REQUESTED,
      params: { request: id },
      audience,
    });
    return true;
  });
  if (isTold) await outbox.wake();
  return isTold;
}

async function openRequest(
  tx: Store,
  { personId, kind }: { readonly personId: string; readonly kind: AskedFor },
): Promise<number | undefined> {
  const row = await tx.db
    .selectFrom('privacy_request')
    .select('id')
    .where('person_id', '=', personId)
    .where('kind', '=', kind)
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  return row?.id;
}

async function addRequest(tx: Store, asked: Parameters<typeof keepRequest>[1]): Promise<number> {
  const { id } = await tx.db
    .insertInto('privacy_request')
    .values({
      person_id: asked.personId,
      slack_user_id: asked.slackUserId,
      kind: asked.kind,
      asked_at: asked.now.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The requests that wait, oldest first. */
export async function openRequests(store: Store): Promise<readonly PrivacyRequest[]> {
  const rows = await store.db
    .selectFrom('privacy_request')
    .selectAll()
    .where('settled_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(toRequest);
}

export async function readRequest(store: Store, id: number): Promise<PrivacyRequest | undefined> {
  const row = await store.db
    .selectFrom('privacy_request')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toRequest(row);
}

/** Notes that a person was given their copy. */
export async function settleExports(
  tx: Store,
  { personId, by, now }: { readonly personId: string; readonly by: string; readonly now: Temporal.Instant },
): Promise<void> {
  await tx.db
    .updateTable('privacy_request')
    .set({ settled_at: now.toString(), settled_by: by })
    .where('person_id', '=', personId)
    .where('kind', '=', 'export')
    .where('settled_at', 'is', null)
    .execute();
}

function toRequest(row: {
  readonly id: number;
  readonly person_id: string;
  readonly kind: AskedFor;
  readonly asked_at: string;
  readonly settled_at: string | null;
}): PrivacyRequest {
  return {
    id: row.id,
    personId: row.person_id,
    kind: row.kind,
    askedAt: Temporal.Instant.from(row.asked_at),
    isSettled: row.settled_at !== null,
  };
}
