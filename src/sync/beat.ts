import { machineNow } from '#lib/clock.ts';
import type { Run } from './run.ts';

/**
 * When all is read, and when only what changes often: deals and what belongs to them, activities, people. What is
 * read whole (stages, quotas, territories, calendar), names of accounts and products, and the logs of deletes cost
 * four of five calls and seldom tell anything.
 */
export interface Beat {
  /** Begins a reading. What all rows depend on, while it is remembered; undefined when everything is to be read. */
  begin(): Run['facts'] | undefined;
  /** Everything was read, with these as what rows depend on. */
  readAll(facts: Run['facts']): void;
  /** The next reading reads everything: somebody waits for it. */
  hurry(): void;
}

/** Every fifth minute, in machine time: what it saves are calls. */
const WHOLE_EVERY_MS = 300_000;

export function createBeat(now: () => number = machineNow): Beat {
  let known: { readonly facts: Run['facts']; readonly until: number } | undefined;
  let isHurried = false;
  return {
    begin() {
      if (!isHurried && known && now() < known.until) return known.facts;
      isHurried = false;
      known = undefined;
      return undefined;
    },
    readAll(facts) {
      // Somebody who came while it ran may know of something that this reading was too early for.
      if (!isHurried) known = { facts, until: now() + WHOLE_EVERY_MS };
    },
    hurry() {
      isHurried = true;
    },
  };
}
