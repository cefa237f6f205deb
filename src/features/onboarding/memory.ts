import { z } from 'zod';
import { readSetting, writeSetting } from '#store/settings.ts';
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
  const stored = Stored.safeParse(await readSetting(store, CHECKLIST));
  return stored.success ? stored.data : undefined;
}

export function saveChecklist(tx: Store, remembered: Remembered): Promise<void> {
  const { installer, words, isOver, lookedAt } = remembered;
  const value = { installer, words, isOver, lookedAt: lookedAt.toString() };
  return writeSetting(tx, { name: CHECKLIST, value, by: 'attain', now: lookedAt });
}

/** Whether somebody looked the fields through. */
export async function areFieldsChecked(store: Store): Promise<boolean> {
  return (await readSetting(store, FIELDS)) !== null;
}

export function saveFieldsChecked(
  store: Store,
  { by, now }: { readonly by: string; readonly now: Temporal.Instant },
): Promise<void> {
  return writeSetting(store, { name: FIELDS, value: { checked: true }, by, now });
}
