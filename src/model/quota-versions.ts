/** Who said so: Salesforce's forecasting, a file, a form in Slack, or a plan that was split. */
export type QuotaSource = 'salesforce' | 'csv' | 'slack' | 'plan';

/** One version of one person's quota for one metric and stretch of days; days are ISO texts. */
export interface QuotaVersion {
  readonly start: string;
  readonly end: string;
  /** Minor units, or a count. */
  readonly amount: bigint;
  readonly source: QuotaSource;
  /** 1, 2, 3 … within Salesforce's own, and within all the others together. */
  readonly version: number;
  /** The first day it holds for; null is the first day of its period. */
  readonly effectiveOn: string | null;
  /** It brings back what an earlier version said, 0 being before the first one: nothing. */
  readonly restores: number | null;
}

/** A quota that holds for some days of its period. */
export interface QuotaStretch {
  readonly from: string;
  readonly to: string;
  readonly version: QuotaVersion;
}

/** Whether a quota comes from Salesforce; all other sources follow each other in one line of versions. */
export function isSalesforce(source: QuotaSource): boolean {
  return source === 'salesforce';
}

/**
 * What holds on each day of a period after all these versions, which are of one person, metric and period: a version
 * takes the days from its effective day on and leaves the earlier ones to those before it. Empty: no quota.
 */
export function inForce(versions: readonly QuotaVersion[]): readonly QuotaStretch[] {
  const known: (readonly QuotaStretch[])[] = [[]];
  let at: readonly QuotaStretch[] = [];
  for (const version of versions.toSorted((a, b) => a.version - b.version)) {
    at = version.restores === null ? followedBy(at, version) : (known[version.restores] ?? []);
    known[version.version] = at;
  }
  return at;
}

function followedBy(before: readonly QuotaStretch[], version: QuotaVersion): readonly QuotaStretch[] {
  const from =
    version.effectiveOn !== null && version.effectiveOn > version.start ? version.effectiveOn : version.start;
  if (from >= version.end) return before;
  const kept = before
    .filter((stretch) => stretch.from < from)
    .map((stretch) => ({ ...stretch, to: stretch.to < from ? stretch.to : from }));
  return [...kept, { from, to: version.end, version }];
}
