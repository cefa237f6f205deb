import { sql, type UpdateObject } from 'kysely';
import type { Findings } from '#slack/find-own.ts';
import type { Sender } from '#slack/deliver.ts';
import type { Store } from '#store/store.ts';
import type { Tables } from '#store/tables.ts';
import { afterLook, type LookEnd } from './after-look.ts';
import { knownChannel } from './channel-of.ts';
import { noteDoubles } from './doubles.ts';
import type { WhenUnknown } from './outbox.ts';
import { search, type Sought } from './search.ts';
import { there } from './settle.ts';
import type { Sign } from './signature.ts';
import { inSeconds, type Timing } from './timing.ts';

export interface Looking {
  readonly store: Store;
  readonly sender: Sender;
  readonly timing: Timing;
  /** What a kind of post declares. */
  readonly whenUnknown: (kind: string) => WhenUnknown;
}

type Doubtful = Sought & {
  readonly attempt: number;
  readonly kind: string;
  readonly audience: string;
  readonly reason: string | null;
};

/** Looks in Slack for one post whose settle time is over. Undefined when there is none. */
export async function lookForOne(
  { store, sender, timing, whenUnknown }: Looking,
  sign: Sign,
): Promise<{ readonly key: string; readonly end: LookEnd } | undefined> {
  const post = await takeSettled(store, timing);
  if (post === undefined) return undefined;
  const channel = await channelFor(post, { store, sender });
  const findings =
    typeof channel === 'string' ? await search({ store, sender }, { ...post, channel }, sign) : channel;
  const end = afterLook(findings, whenUnknown(post.kind));
  const place = typeof channel === 'string' ? channel : '';
  const isOurs = await write(
    store,
    post,
    changesFor(end, { channel: place, timing, doubt: post.reason ?? 'no answer' }),
  );
  if (isOurs && end.kind === 'there')
    await noteDoubles(store, { postId: post.id, channel: place, stamps: end.others });
  return { key: post.key, end };
}

/** Takes it for a while; the attempt stays, so that its own sender may still bring news of it. */
async function takeSettled(store: Store, { leaseSeconds }: Timing): Promise<Doubtful | undefined> {
  return store.db
    .updateTable('post')
    .set({ lease_until: inSeconds(leaseSeconds) })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('post')
        .select('id')
        .where('state', '=', 'settling')
        .where('lease_until', '<=', sql<string>`now()`)
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning([
      'id',
      'attempt',
      'key',
      'kind',
      'audience',
      'channel',
      'thread_key',
      'sent_since',
      'looked_to',
      'reason',
    ])
    .executeTakeFirst();
}

/** Where it was sent to; the conversation with a person never written to before has to be asked for. */
async function channelFor(
  post: Doubtful,
  { store, sender }: { readonly store: Store; readonly sender: Sender },
): Promise<string | Findings> {
  const known = await knownChannel(store, post);
  if (known !== undefined) return known;
  const opened = await sender.openDirect(post.audience);
  if (opened.kind === 'opened') return opened.channel;
  if (opened.kind === 'refused' && opened.permanent) return { kind: 'closed', reason: opened.reason };
  const waitSeconds = opened.kind === 'limited' ? opened.waitSeconds : 15;
  return {
    kind: 'partly',
    stamps: [],
    before: undefined,
    waitSeconds,
    reason: 'the conversation was not found',
  };
}

function changesFor(
  end: LookEnd,
  { channel, timing, doubt }: { readonly channel: string; readonly timing: Timing; readonly doubt: string },
): UpdateObject<Tables, 'post'> {
  switch (end.kind) {
    case 'there':
      // What it says is not known when more than one attempt was sent.
      return {
        ...there({ channel, ts: end.ts }, timing),
        lease_until: null,
        stale: sql<boolean>`body_hash is null`,
      };
    case 'absent':
      return { state: 'pending', lease_until: null, dispatched_at: null, looked_to: null };
    case 'later':
      return {
        lease_until: inSeconds(end.waitSeconds),
        looked_to: end.before ?? null,
      };
    case 'untold':
      return { state: end.state, lease_until: null, looked_to: null, reason: `${doubt}; ${end.reason}` };
  }
}

async function write(store: Store, post: Doubtful, changes: UpdateObject<Tables, 'post'>): Promise<boolean> {
  const result = await store.db
    .updateTable('post')
    .set({ ...changes, updated_at: sql<string>`now()` })
    .where('id', '=', post.id)
    .where('attempt', '=', post.attempt)
    .where('state', '=', 'settling')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
