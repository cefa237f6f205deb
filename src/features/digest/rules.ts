import { z } from 'zod';
import { type ChangedBy, changeSetting } from '#store/change-setting.ts';
import { readSetting, type SettingValue, writeSetting } from '#store/settings.ts';
import type { Store } from '#store/store.ts';
import type { RiskRules } from './risk.ts';

/** The names of the settings. */
export const RULES = 'weekly.rules';
export const PAUSE = 'weekly.pause';
const LOOKED = 'weekly.looked_at';

export const MOST_DAYS = 365;
export const MOST_PUSHES = 20;

export const Rules = z.object({
  idleDays: z.coerce.number().int().min(1).max(MOST_DAYS),
  pushes: z.coerce.number().int().min(1).max(MOST_PUSHES),
  nextStepAlone: z.boolean(),
});

/** An empty next step is named beside another reason, not by itself: at first that would be half of all deals. */
const DEFAULT_RULES: RiskRules = { idleDays: 14, pushes: 2, nextStepAlone: false };

export async function readRules(store: Store): Promise<RiskRules> {
  return rulesOf(await readSetting(store, RULES));
}

/** The rules that a kept value stands for. */
export function rulesOf(value: SettingValue): RiskRules {
  return Rules.safeParse(value).data ?? DEFAULT_RULES;
}

/** Keeps from where on a deal is at risk; the next digests go by it. */
export async function saveRules(store: Store, rules: RiskRules, change: ChangedBy): Promise<void> {
  await changeSetting(store, { name: RULES, value: { ...rules }, ...change });
}

const Paused = z.object({ by: z.string(), at: z.string().transform((text) => Temporal.Instant.from(text)) });
export type Paused = z.output<typeof Paused>;

/** Since when no digest goes out by itself, and who said so; undefined while they do. */
export async function readPause(store: Store): Promise<Paused | undefined> {
  return pauseOf(await readSetting(store, PAUSE));
}

/** The pause that a kept value stands for. */
export function pauseOf(value: SettingValue): Paused | undefined {
  return Paused.safeParse(value).data;
}

export async function savePause(store: Store, isPaused: boolean, change: ChangedBy): Promise<void> {
  const value = isPaused ? { by: change.by, at: change.now.toString() } : null;
  await changeSetting(store, { name: PAUSE, value, ...change });
}

const Looked = z.object({ at: z.string().transform((text) => Temporal.Instant.from(text)) });

/** When it was last looked whose digest is due. */
export async function readLookedAt(store: Store): Promise<Temporal.Instant | undefined> {
  return Looked.safeParse(await readSetting(store, LOOKED)).data?.at;
}

export async function saveLookedAt(store: Store, now: Temporal.Instant): Promise<void> {
  await writeSetting(store, { name: LOOKED, value: { at: now.toString() }, by: 'schedule', now });
}
