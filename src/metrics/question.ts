import type { Day } from '#lib/days.ts';
import type { Breakdown } from '#model/figure.ts';
import type { Period } from '#model/period.ts';
import type { Viewpoint } from './context.ts';

/**
 * `reported`: what became known of a period after its lock counts where it was reported, later. `restated`: it counts
 * in the period it belongs to.
 */
export type Basis = 'reported' | 'restated';

/** What is asked of one metric. */
export interface Question {
  readonly metric: string;
  readonly by: Breakdown;
  readonly period: Period;
  /** As known at the end of this local day; now when left out. */
  readonly asOf?: Day | undefined;
  /** Only these subjects, whether or not they have anything to show; everyone when left out. */
  readonly subjectIds?: readonly string[] | undefined;
  /** As reported when left out. */
  readonly basis?: Basis | undefined;
}

/** A question seen from its point in time: what the readers of ingredients work with. */
export interface Scope {
  readonly by: Breakdown;
  readonly period: Period;
  readonly view: Viewpoint;
  /** Only these subjects; everyone when undefined. */
  readonly only: ReadonlySet<string> | undefined;
  /** As reported when left out. */
  readonly basis?: Basis | undefined;
}

/** Whether a subject is asked about. */
export function includes({ only }: Scope, id: string): boolean {
  return !only || only.has(id);
}
