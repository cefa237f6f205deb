import type { Leaving } from '../../test/hostile/support/judge.ts';

/** What a feature is found by, and what of it is shown: `post weekly`, `modal quotas.set`, `home`, `answer /attain why`. */
export interface Named {
  readonly feature: string;
  readonly kind: string;
}

/** Something as it left for Slack, in one variant of the company; the reader is a Slack user, or none for a post. */
export interface Specimen extends Named {
  readonly variant: string;
  readonly reader: string;
  readonly leaving: Leaving;
}
