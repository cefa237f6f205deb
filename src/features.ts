import type { Feature } from '#feature.ts';
import { access } from '#features/access/index.ts';
import { announcements } from '#features/announcements/index.ts';
import { attainment } from '#features/attainment/index.ts';
import { celebrations } from '#features/celebrations/index.ts';
import { coaching } from '#features/coaching/index.ts';
import { company } from '#features/company/index.ts';
import { digest } from '#features/digest/index.ts';
import { freshness } from '#features/freshness/index.ts';
import { health } from '#features/health/index.ts';
import { home } from '#features/home/index.ts';
import { leaderboard } from '#features/leaderboard/index.ts';
import { nudges } from '#features/nudges/index.ts';
import { onboarding } from '#features/onboarding/index.ts';
import { people } from '#features/people/index.ts';
import { periods } from '#features/periods/index.ts';
import { praise } from '#features/praise/index.ts';
import { quotas } from '#features/quotas/index.ts';
import { schedules } from '#features/schedules/index.ts';
import { settings } from '#features/settings/index.ts';
import { snapshots } from '#features/snapshots/index.ts';

/** What this product does, in the order of help and of App Home. Adding a feature is one folder and one line here. */
const FIRST: readonly Feature[] = [
  freshness,
  health,
  attainment,
  leaderboard,
  nudges,
  coaching,
  announcements,
  praise,
  quotas,
  people,
  access,
  periods,
  snapshots,
];

/** The same, and what gathers from them. */
const ABOUT_SALES: readonly Feature[] = [...FIRST, celebrations(FIRST), digest(FIRST)];

/** The same, how all of them are set up, and what people say about their messages. */
const WITH_SETUP: readonly Feature[] = [
  ...ABOUT_SALES,
  home(ABOUT_SALES),
  onboarding(ABOUT_SALES),
  settings(ABOUT_SALES),
  schedules(ABOUT_SALES),
];

/** All of them. */
export const FEATURES: readonly Feature[] = [...WITH_SETUP, company(WITH_SETUP)];
