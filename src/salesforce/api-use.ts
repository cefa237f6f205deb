import { setTimeout as delay } from 'node:timers/promises';
import { TryLater } from '#lib/errors.ts';

/** What the org says of its daily API calls, all users and integrations together. */
export interface ApiUse {
  readonly used: number;
  readonly limit: number;
}

/** Told of every call to the API, with the org's own count when the answer carries it. */
export interface Meter {
  counted(use: ApiUse | undefined): void;
}

/** Share of our share from which on background reading goes slowly. */
const SLOW_FROM = 0.8;

/** Reads Sforce-Limit-Info, such as "api-usage=25/15000; per-app-api-usage=17/250(appName=x)". */
export function readLimitHeader(header: string | undefined): ApiUse | undefined {
  const match = /(?:^|[\s;,])api-usage=(\d+)\/(\d+)/.exec(header ?? '');
  return match ? { used: Number(match[1]), limit: Number(match[2]) } : undefined;
}

/** How freely background reading may go on at this use of the org's day. */
function pace(use: ApiUse | undefined, share: number): 'free' | 'slow' | 'stop' {
  if (!use || use.limit <= 0) return 'free';
  const part = use.used / use.limit;
  if (part >= share) return 'stop';
  return part >= share * SLOW_FROM ? 'slow' : 'free';
}

/** Share of our share up to which readings may follow each other at will. */
const UNHURRIED_TO = 0.4;

const DAY_SECONDS = 86_400;

/**
 * Seconds from the beginning of one reading to the next so that a day of readings stays within the share; 0 while little
 * is used. A small org's day of calls would otherwise be gone in hours, and nothing could be read for the rest of it.
 */
export function secondsBetween(reading: {
  readonly calls: number;
  readonly use: ApiUse | undefined;
  readonly share: number;
}): number {
  const { calls, use, share } = reading;
  if (!use || use.limit <= 0 || use.used / use.limit < share * UNHURRIED_TO) return 0;
  return Math.ceil((DAY_SECONDS * calls) / (share * use.limit));
}

/** Lets background reading pass, after a pause when the share is nearly used up; TryLater when it is. */
export async function admit(
  use: ApiUse | undefined,
  options: { readonly share: number; readonly pause: number },
) {
  switch (pace(use, options.share)) {
    case 'free':
      return;
    case 'slow':
      await delay(options.pause);
      return;
    case 'stop':
      throw new TryLater(
        `The org has used ${use?.used} of its ${use?.limit} API calls of the day; reading pauses at ` +
          `${Math.round(options.share * 100)}% and goes on as the use of the last 24 hours falls.`,
        { waitSeconds: 1800 },
      );
  }
}
