import type { Feature } from '#feature.ts';
import { decideForm, lookAction } from './approve.ts';
import { comingChanges } from './coming.ts';
import { announceCommand } from './commands.ts';
import { correctAction, editAction, newAction, previewForm, writeForm } from './compose.ts';
import { meaningsForm } from './meanings.ts';
import { holdings, migrations } from './migrations.ts';
import { answerAction, answerForm, showAction, withdrawAction } from './page.ts';
import { announcementPosts } from './posts.ts';
import { acknowledgeAction, askAction, askForm } from './respond.ts';
import { followUp } from './schedule.ts';

/** A change in how people sell: written, approved, delivered, acknowledged, asked about and answered to all. */
export const announcements: Feature = {
  name: 'announcements',
  summary:
    'A change in how you sell: why, what becomes a priority, what changes; read, asked about, answered to all.',
  subcommands: [announceCommand],
  actions: [
    newAction,
    editAction,
    correctAction,
    lookAction,
    showAction,
    answerAction,
    withdrawAction,
    acknowledgeAction,
    askAction,
  ],
  modals: [writeForm, meaningsForm, previewForm, decideForm, askForm, answerForm],
  posts: announcementPosts,
  schedules: [{ name: 'announcements.follow_up', shows: ['D9'], run: followUp }],
  coming: comingChanges,
  migrations,
  holdings,
};
