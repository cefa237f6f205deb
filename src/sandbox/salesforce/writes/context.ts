import type { Change } from '#sandbox/salesforce/org/change.ts';
import type { Org } from '#sandbox/salesforce/org/org.ts';
import { stampOf } from '#sandbox/salesforce/org/stamp.ts';

/** On whose behalf, when and with what rights a record is written. */
export interface WriteContext {
  readonly org: Org;
  readonly userId: string;
  readonly now: Temporal.Instant;
  /** The sandbox itself writes: read-only fields may be set and nothing is required. */
  readonly asPlatform: boolean;
}

/** The platform stamps whole seconds, so records written in one second share their stamp. */
export function stampIn({ now }: WriteContext): string {
  return stampOf(now.round({ smallestUnit: 'second', roundingMode: 'floor' }));
}

export interface Written {
  readonly id: string;
  readonly changes: readonly Change[];
}
