import { isDeepStrictEqual } from 'node:util';
import { appendAudit } from './audit.ts';
import { readSetting, type SettingValue, writeSetting } from './settings.ts';
import type { Store } from './store.ts';

export interface ChangedBy {
  /** A Slack user id, or `cli` for the command line. */
  readonly by: string;
  readonly now: Temporal.Instant;
  /** The change that this one takes back. */
  readonly undoes?: number | undefined;
}

/** A change of a setting, as it was made. */
export interface SettingChange {
  readonly id: number;
  readonly name: string;
  readonly before: SettingValue;
  readonly after: SettingValue;
  readonly by: string;
  readonly at: Temporal.Instant;
  readonly undoes: number | null;
}

/**
 * Keeps a setting of the company, what it was before and who changed it; null takes it away. What stays as it is is no
 * change.
 */
export async function changeSetting(
  store: Store,
  { name, value, ...by }: ChangedBy & { readonly name: string; readonly value: SettingValue },
): Promise<void> {
  await store.transaction(async (tx) => {
    const before = await readSetting(tx, name);
    if (isDeepStrictEqual(before, value)) return;
    if (value === null) await tx.db.deleteFrom('setting').where('name', '=', name).execute();
    else await writeSetting(tx, { name, value, ...by });
    await noteSettingChange(tx, { name, before, after: value, ...by });
  });
}

/** Notes a change of a setting that is kept elsewhere, in the transaction that makes it. */
export async function noteSettingChange(
  tx: Store,
  change: ChangedBy & { readonly name: string; readonly before: SettingValue; readonly after: SettingValue },
): Promise<void> {
  const { name, before, after, by, now, undoes } = change;
  await tx.db
    .insertInto('setting_change')
    .values({
      name,
      before: before && JSON.stringify(before),
      after: after && JSON.stringify(after),
      changed_by: by,
      changed_at: now.toString(),
      undoes: undoes ?? null,
    })
    .execute();
  const detail = { setting: name, before: JSON.stringify(before), after: JSON.stringify(after) };
  await appendAudit(tx, { actor: by, action: 'settings.changed', subject: '', detail, now });
}

/** The latest changes, the newest first; of one setting where it is named. */
export async function readSettingChanges(
  store: Store,
  { name, limit }: { readonly name?: string; readonly limit: number },
): Promise<readonly SettingChange[]> {
  const rows = await store.db
    .selectFrom('setting_change')
    .selectAll()
    .$if(name !== undefined, (all) => all.where('name', '=', name ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ changed_by, changed_at, ...row }) => ({
    ...row,
    by: changed_by,
    at: Temporal.Instant.from(changed_at),
  }));
}
