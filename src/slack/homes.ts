import { machineNow } from '#lib/clock.ts';

/** Who has App Home in front of them with a window over it: what the window changes is to be seen there. */
export interface Homes {
  /** The person opened a window in Home. */
  changing(slackUserId: string): void;
  isChanging(slackUserId: string): boolean;
}

/** A window rarely stays open longer; Home is shown afresh anyway whenever it is opened. */
const KEEP_MS = 10 * 60_000;

/** Remembers in this process only: whoever is forgotten sees the change when they open Home again. */
export function createHomes(): Homes {
  const until = new Map<string, number>();
  return {
    changing(slackUserId) {
      for (const [id, end] of until) if (end < machineNow()) until.delete(id);
      until.set(slackUserId, machineNow() + KEEP_MS);
    },
    isChanging: (slackUserId) => (until.get(slackUserId) ?? 0) > machineNow(),
  };
}
