import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import type { Store } from '#store/store.ts';
import { readPrivate } from './choice-store.ts';
import { postedKey, POSTED, TOLD, toldKey } from './keys.ts';
import { type Giver, givenBefore } from './look.ts';
import type { Surface } from './policy.ts';
import { MOST_A_DAY, type Wish } from './praise.ts';
import { lockPraise, markTakenBack, savePraise } from './store.ts';

/**
 * Keeps a praise and hands it to the outbox, together. Given before, nothing is done: the same praise is said once.
 * @throws Refusal when the giver has no room for another one today, or the channel is no longer a place for it
 */
export async function give(
  { store, outbox }: Services,
  wish: Wish,
  given: {
    readonly by: Giver;
    readonly surface: Surface;
    readonly link: string | null;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  const { by, surface, link, now } = given;
  const channelId = surface.kind === 'channel' ? surface.id : null;
  const praise = { ...wish, giverId: by.id, channelId, link, givenOn: by.on };
  await store.transaction(async (tx) => {
    await lockPraise(tx);
    if ((await givenBefore(tx, wish, by)) >= MOST_A_DAY)
      throw new Refusal('You have praised as often as there is room for today.', 'Tomorrow there is more.');
    if (channelId !== null && (await readPrivate(tx, wish.people)).size > 0)
      throw new Refusal('Somebody has just chosen to have praise in private.', 'Write it once more.');
    if (!(await savePraise(tx, praise, now))) return;
    if (channelId === null) return tellEach({ outbox }, tx, wish);
    const key = postedKey(wish.id);
    await outbox.record(tx, { key, kind: POSTED, params: { praise: wish.id }, audience: channelId });
  });
  await outbox.wake();
}

/** Says it to each of its people alone. */
export async function tellEach(
  { outbox }: Pick<Services, 'outbox'>,
  tx: Store,
  { id, people }: Pick<Wish, 'id' | 'people'>,
): Promise<void> {
  for (const audience of people) {
    const key = `${toldKey(id)}${audience}`;
    await outbox.record(tx, { key, kind: TOLD, params: { praise: id }, audience });
  }
}

/** What has not left yet never leaves; what is there says that it was taken back. False for what is not theirs. */
export async function takeBack(
  { store, outbox }: Services,
  taken: { readonly id: string; readonly giverId: string; readonly now: Temporal.Instant },
): Promise<boolean> {
  const { id } = taken;
  const isDone = await store.transaction(async (tx) => {
    if (!(await markTakenBack(tx, taken))) return false;
    for (const prefix of [postedKey(id), toldKey(id)]) await outbox.withdraw(tx, prefix);
    const left = await tx.db
      .selectFrom('post')
      .select('key')
      .where('kind', 'in', [POSTED, TOLD])
      .where((eb) => eb.or([eb('key', '=', postedKey(id)), eb('key', 'like', `${toldKey(id)}%`)]))
      .execute();
    for (const { key } of left) await outbox.refresh(tx, key);
    return true;
  });
  if (isDone) await outbox.wake();
  return isDone;
}
