import { z } from 'zod';
import { appendAudit } from '#store/audit.ts';
import { readSetting, writeSetting } from '#store/settings.ts';
import type { Store } from '#store/store.ts';
import type { RiskRules } from './risk.ts';

const RULES = 'weekly.rules';
const PAUSE = 'weekly.pause';
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
  return Rules.safeParse(await readSetting(store, RULES)).data ?? DEFAULT_RULES;
}

/** Keeps from where on a deal is at risk; the next digests go by it. */
export async function saveRules(store: Store, rules: RiskRules, by: By): Promise<void> {
  await store.transaction(async (tx) => {
    const before = await readRules(tx);
    await writeSetting(tx, { name: RULES, value: rules, by: by.actor, now: by.now });
    const detail = { setting: RULES, before: words(before), after: words(rules) };
    await appendAudit(tx, { actor: by.actor, action: 'settings.changed', subject: '', detail, now: by.now });
  });
}

interface By {
  readonly actor: string;
  readonly now: Temporal.Instant;
}

const Paused = z.object({ by: z.string(), at: z.string().transform((text) => Temporal.Instant.from(text)) });
export type Paused = z.output<typeof Paused>;

/** Since when no digest goes out by itself, and who said so; undefined while they do. */
export async function readPause(store: Store): Promise<Paused | undefined> {
  return Paused.safeParse(await readSetting(store, PAUSE)).data;
}

export async function savePause(store: Store, isPaused: boolean, by: By): Promise<void> {
  const value = isPaused ? { by: by.actor, at: by.now.toString() } : {};
  await writeSetting(store, { name: PAUSE, value, by: by.actor, now: by.now });
}

const Looked = z.object({ at: z.string().transform((text) => Temporal.Instant.from(text)) });

/** When it was last looked whose digest is due. */
export async function readLookedAt(store: Store): Promise<Temporal.Instant | undefined> {
  return Looked.safeParse(await readSetting(store, LOOKED)).data?.at;
}

export async function saveLookedAt(store: Store, now: Temporal.Instant): Promise<void> {
  await writeSetting(store, { name: LOOKED, value: { at: now.toString() }, by: 'schedule', now });
}

function words({ idleDays, pushes, nextStepAlone }: RiskRules): string {
  return `idle ${idleDays} days, pushed ${pushes} times, next step ${nextStepAlone ? 'alone' : 'beside another'}`;
}
