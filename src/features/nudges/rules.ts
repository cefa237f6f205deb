import { z } from 'zod';
import { changeSetting } from '#store/change-setting.ts';
import { readSetting, type SettingValue } from '#store/settings.ts';
import type { Store } from '#store/store.ts';

/** The setting's name. */
export const NUDGE_RULES = 'nudges.rules';

export const MOST_DAYS = 30;
export const MOST_THRESHOLDS = 8;

/** A company's own numbers for when people are told. */
export const Rules = z.object({
  /** Working days in a row below the band before somebody is told. */
  paceDays: z.int().min(1).max(MOST_DAYS),
  /** Percent of what is expected by now: below it is below pace. */
  paceBand: z.int().min(10).max(100),
  /** Percent of the quota that are worth a message, ascending, each once. */
  thresholds: z.array(z.int().min(1).max(1000)).min(1).max(MOST_THRESHOLDS),
  /** How many working days before its end a period is spoken of, at most a quarter of its days. */
  endingDays: z.int().min(1).max(MOST_DAYS),
});
export type Rules = Readonly<z.infer<typeof Rules>>;

/** Two weeks below four fifths; the usual marks; two weeks to go. */
export const DEFAULT_RULES: Rules = {
  paceDays: 10,
  paceBand: 80,
  thresholds: [50, 80, 100, 120],
  endingDays: 10,
};

/** As it is kept: the thresholds as text. */
const Kept = z
  .object({ thresholds: z.string().transform((text) => text.split(',').map(Number)) })
  .loose()
  .pipe(Rules);

export async function readRules(store: Store): Promise<Rules> {
  return rulesOf(await readSetting(store, NUDGE_RULES));
}

/** The rules that a kept value stands for. */
export function rulesOf(value: SettingValue): Rules {
  const rules = Kept.safeParse(value);
  return rules.success ? rules.data : DEFAULT_RULES;
}

/** Keeps the company's rules; what was told under the old ones stays told. */
export async function saveRules(
  store: Store,
  rules: Rules,
  { actor, now }: { readonly actor: string; readonly now: Temporal.Instant },
): Promise<void> {
  const value = { ...rules, thresholds: rules.thresholds.join(',') };
  await changeSetting(store, { name: NUDGE_RULES, value, by: actor, now });
}
