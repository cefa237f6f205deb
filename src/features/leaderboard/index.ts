import type { Feature } from '#feature.ts';
import { leaderboardCommand, removeAction } from './commands.ts';
import { correctBoards, correctionPost } from './corrections.ts';
import { holdings, migrations } from './migrations.ts';
import { comingBoard, ownPlaces } from './own-places.ts';
import { namedOnBoards } from './named.ts';
import { placeAction } from './place.ts';
import { boardPost } from './posts.ts';
import { joinAction, leaveAction, openPrivacyAction, optSection, privacyForm } from './privacy.ts';
import { privacySetting } from './privacy-setting.ts';
import { refreshTouched, runDueBoards } from './run.ts';
import { scheduledBoards } from './scheduled.ts';
import { firstBoardStep } from './setup-step.ts';
import { sampleAction, setupAction, setupForm, setupPreview } from './setup.ts';

/** Boards that a channel asked for: set up once, posted on schedule, kept up to date in place. */
export const leaderboard: Feature = {
  name: 'leaderboard',
  summary: 'Leaderboards of people, teams or territories, posted on schedule and kept up to date.',
  subcommands: [leaderboardCommand],
  actions: [setupAction, sampleAction, removeAction, placeAction, leaveAction, joinAction, openPrivacyAction],
  modals: [setupForm, setupPreview, privacyForm],
  home: optSection,
  posts: [boardPost, correctionPost],
  scheduled: [scheduledBoards],
  places: ownPlaces,
  coming: comingBoard,
  company: [privacySetting],
  mayBeNamed: namedOnBoards,
  setup: [firstBoardStep],
  schedules: [{ name: 'leaderboard.post', shows: ['D1'], run: runDueBoards }],
  async onFacts(services, facts) {
    await refreshTouched(services, facts);
    await correctBoards(services, facts);
  },
  migrations,
  holdings,
};
