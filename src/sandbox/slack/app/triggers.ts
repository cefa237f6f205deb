import { randomBytes } from 'node:crypto';

type TriggerError = 'expired_trigger_id' | 'exchanged_trigger_id' | 'invalid_trigger_id';
type Spent =
  | { readonly ok: true; readonly user: string }
  | { readonly ok: false; readonly error: TriggerError };

/** Trigger ids: one use within a few seconds of what the person did. */
export interface Triggers {
  issue(user: string): string;
  spend(trigger: string): Spent;
}

interface Options {
  readonly lifeMs: number;
  /** Off, a trigger can be used at any time and again. */
  readonly strict: boolean;
  readonly machineNow: () => number;
}

/** Old triggers are forgotten after this long; until then Slack says why they are refused. */
const REMEMBER_MS = 10 * 60_000;

export function createTriggers(options: Options): Triggers {
  const issued = new Map<string, { user: string; at: number; spent: boolean }>();
  const forgetOld = () => {
    for (const [id, trigger] of issued) {
      if (options.machineNow() - trigger.at > REMEMBER_MS) issued.delete(id);
    }
  };
  return {
    issue(user) {
      forgetOld();
      const at = options.machineNow();
      const id = `${at}.${randomBytes(4).readUInt32BE()}.${randomBytes(16).toString('hex')}`;
      issued.set(id, { user, at, spent: false });
      return id;
    },
    spend(id) {
      const trigger = issued.get(id);
      if (!trigger) return { ok: false, error: 'invalid_trigger_id' };
      if (options.strict && trigger.spent) return { ok: false, error: 'exchanged_trigger_id' };
      if (options.strict && options.machineNow() - trigger.at > options.lifeMs) {
        return { ok: false, error: 'expired_trigger_id' };
      }
      trigger.spent = true;
      return { ok: true, user: trigger.user };
    },
  };
}
