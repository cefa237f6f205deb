/**
 * What a deal counts for. Each measure is a sum of integers: money in minor units, deals as 1, cycles in days.
 * Ratios and means are never stored; they are formed from these sums when read.
 */
export const DEAL_MEASURES = ['bookings', 'overlay', 'won', 'lost', 'cycle_days'] as const;
/** Activities are counted from the mirror, not copied into entries. */
export const ACTIVITY_MEASURES = ['call', 'email', 'meeting'] as const;
export const MEASURES = [...DEAL_MEASURES, ...ACTIVITY_MEASURES] as const;

export type DealMeasure = (typeof DEAL_MEASURES)[number];
export type ActivityMeasure = (typeof ACTIVITY_MEASURES)[number];
export type Measure = (typeof MEASURES)[number];
