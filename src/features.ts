import type { Feature } from '#feature.ts';
import { access } from '#features/access/index.ts';
import { attainment } from '#features/attainment/index.ts';
import { freshness } from '#features/freshness/index.ts';
import { leaderboard } from '#features/leaderboard/index.ts';
import { people } from '#features/people/index.ts';
import { periods } from '#features/periods/index.ts';
import { quotas } from '#features/quotas/index.ts';
import { snapshots } from '#features/snapshots/index.ts';

/** What this product does, in the order of help and of App Home. Adding a feature is one folder and one line here. */
export const FEATURES: readonly Feature[] = [
  freshness,
  attainment,
  leaderboard,
  quotas,
  people,
  access,
  periods,
  snapshots,
];
