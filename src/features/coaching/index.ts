import type { Feature } from '#feature.ts';
import { confirmAction, objectAction, objectForm } from './answer.ts';
import { comingTalks } from './coming.ts';
import { coachingCommand, notesAction } from './commands.ts';
import { declineAction, declineForm } from './decline.ts';
import { holdings, migrations } from './migrations.ts';
import { noteAction, noteForm } from './outcome.ts';
import { planAction, planForm } from './plan.ts';
import { coachingPosts } from './posts.ts';
import { questionsAction, questionsForm } from './question-form.ts';
import { coachingSchedule } from './schedule.ts';
import { doneAction, openCommitments } from './steps.ts';

/** Tells whoever leads what stands out about somebody, and carries the talk from its plan to what came of it. */
export const coaching: Feature = {
  name: 'coaching',
  summary:
    'What to talk about with whom, in private: the figure, a strength, questions, and what was agreed on.',
  subcommands: [coachingCommand],
  actions: [
    planAction,
    noteAction,
    declineAction,
    confirmAction,
    objectAction,
    notesAction,
    doneAction,
    questionsAction,
  ],
  modals: [planForm, noteForm, declineForm, objectForm, questionsForm],
  posts: coachingPosts,
  schedules: [coachingSchedule],
  commitments: openCommitments,
  coming: comingTalks,
  migrations,
  holdings,
};
