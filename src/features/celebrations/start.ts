import type { Services } from '#feature.ts';
import { appendAudit } from '#store/audit.ts';
import type { ChangedBy } from '#store/change-setting.ts';
import type { Store } from '#store/store.ts';
import type { CelebrationDraft } from './celebration.ts';
import { prefixOf } from './keys.ts';
import { seeReached } from './quota-look.ts';
import { deleteCelebration, saveCelebration } from './store.ts';

type By = Omit<ChangedBy, 'undoes'>;

/** Sets a channel's celebrations up, or changes them; those that are replaced end. Returns their number. */
export async function startCelebration(
  services: Services,
  { replaces, ...spec }: CelebrationDraft,
  change: By,
): Promise<number> {
  const { store, outbox } = services;
  const id = await store.transaction(async (tx) => {
    const saved = await saveCelebration(tx, spec, change);
    if (replaces !== undefined && replaces !== saved) await remove(tx, services, { id: replaces, ...change });
    if (spec.withQuotas) await seeReached(tx, change.now);
    const { channelId: channel, ...rest } = spec;
    await note(tx, 'celebration.set_up', { id: saved, detail: { channel, ...rest }, ...change });
    return saved;
  });
  await refreshSaid(services, id);
  await outbox.wake();
  return id;
}

/** Ends a channel's celebrations; what was said stays as it is. False when there are none of that number. */
export function removeCelebration(services: Services, id: number, change: By): Promise<boolean> {
  return services.store.transaction((tx) => remove(tx, services, { id, ...change }));
}

async function remove(
  tx: Store,
  { outbox }: Pick<Services, 'outbox'>,
  { id, ...change }: By & { readonly id: number },
): Promise<boolean> {
  await outbox.withdraw(tx, prefixOf(id));
  if (!(await deleteCelebration(tx, id))) return false;
  await note(tx, 'celebration.removed', { id, detail: {}, ...change });
  return true;
}

/** What stands in the channel is written afresh: how much is said may have changed. */
async function refreshSaid({ store, outbox }: Services, id: number): Promise<void> {
  const said = await store.db
    .selectFrom('post')
    .select('key')
    .where('key', 'like', `${prefixOf(id)}%`)
    .where('state', '=', 'posted')
    .execute();
  for (const { key } of said) await outbox.refresh(store, key);
}

/** Writes down who did something about a channel's celebrations. */
export async function note(
  tx: Store,
  action: string,
  {
    id,
    by,
    now,
    detail,
  }: By & { readonly id: number; readonly detail: Readonly<Record<string, string | number | boolean>> },
): Promise<void> {
  await appendAudit(tx, { actor: by, action, subject: String(id), detail, now });
}
