import type { Day } from '#lib/days.ts';
import { type Account, findAccounts } from './accounts.ts';
import { hirePeople, type Person } from './people.ts';
import { momentOn, workingDaysBefore } from './work-days.ts';

/** What does not change while the story runs, and all that its chance is drawn from. */
export interface World {
  readonly seed: string;
  readonly scale: number;
  readonly today: Day;
  /** The day the first deal was opened: 18 months before `today`. */
  readonly startsOn: Day;
  /** The moment up to which the tables tell the story. */
  readonly asOf: Temporal.Instant;
  /** From this day calls and mails are logged by the phone and mail connection; before it, only some by hand. */
  readonly loggingSince: Day;
  readonly people: readonly Person[];
  readonly accounts: readonly Account[];
}

/** Headquarters' time zone; the org's. */
export const ORG_ZONE = 'America/New_York';

const ACCOUNTS = 252;

export function makeWorld(options: {
  readonly seed: string;
  readonly scale: number;
  readonly today: Day;
}): World {
  const { seed, today, scale } = options;
  const startsOn = today.subtract({ months: 18 });
  const people = hirePeople(seed, today);
  const count = Math.min(375, Math.max(28, Math.round(ACCOUNTS * scale)));
  return {
    ...options,
    startsOn,
    asOf: momentOn(today, { zone: ORG_ZONE, minute: 8 * 60 }),
    loggingSince: workingDaysBefore(today, 60),
    people,
    accounts: findAccounts(seed, { people, startsOn, count }),
  };
}
