import { isUserId } from '#slack/audience.ts';
import type { Store } from '#store/store.ts';

/** The conversation of a post as far as our own rows tell; undefined for a person never written to. */
export async function knownChannel(
  store: Store,
  { channel, audience }: { readonly channel: string | null; readonly audience: string },
): Promise<string | undefined> {
  if (channel !== null) return channel;
  if (!isUserId(audience)) return audience;
  const known = await store.db
    .selectFrom('post')
    .select('channel')
    .where('audience', '=', audience)
    .where('channel', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return known?.channel ?? undefined;
}
