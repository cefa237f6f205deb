import { z } from 'zod';
import type { Store } from '#store/store.ts';

const CHECKLIST = 'onboarding.checklist';
const FIELDS = 'onboarding.fields';

/** What the checklist last said, and to whom. */
export interface Remembered {
  readonly installer: string;
  readonly words: string;
  readonly isOver: boolean;
  readonly lookedAt: Temporal.Instant;
}

const Stored = z.object({
  installer: z.string(),
  words: z.string(),
  isOver: z.boolean(),
  lookedAt: z.string().transform((text) => Temporal.Instant.from(text)),
});

export async function readChecklist(store: Store): Promise<Remembered | undefined> {
  const stored = Stored.safeParse(await valueOf(store, CHECKLIST));
  return stored.success ? stored.data : undefined;
}

export function saveChecklist(tx: Store, remembered: Remembered): Promise<void> {
  const { installer, words, isOver, lookedAt } = remembered;
  const value = { installer, words, isOver, lookedAt: lookedAt.toString() };
  return save(tx, { name: CHECKLIST, value, by: 'attain', now: lookedAt });
}

/** Whether somebody looked the fields through. */
export async function areFieldsChecked(store: Store): Promise<boolean> {
  return (await valueOf(store, FIELDS)) !== undefined;
}

export function saveFieldsChecked(
  store: Store,
  { by, now }: { readonly by: string; readonly now: Temporal.Instant },
): Promise<void> {
  return save(store, { name: FIELDS, value: { checked: true }, by, now });
}

async function valueOf(store: Store, name: string): Promise<unknown> {
  const row = await store.db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.value;
}

async function save(
  store: Store,
  setting: {
    readonly name: string;
    readonly value: Readonly<Record<string, string | boolean>>;
    readonly by: string;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  const row = {
    value: JSON.stringify(setting.value),
    changed_by: setting.by,
    changed_at: setting.now.toString(),
  };
  await store.db
    .insertInto('setting')
    .values({ name: setting.name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
}
