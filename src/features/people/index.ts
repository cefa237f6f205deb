import { z } from 'zod';
import type { Feature, Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import { readJson } from '#lib/json.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { Action, ActionCall, Subcommand } from '#slack/routes.ts';
import {
  correctAction,
  correctForm,
  correctionsAction,
  correctPreview,
  takeBackAction,
} from './corrections.ts';
import { linksSchedule } from './end-links.ts';
import { linkedPost, linkWaitsPost } from './link-posts.ts';
import { linkPeople } from './links.ts';
import { overview } from './overview.ts';
import { askCopyAction, askErasureAction, privacyCommand, requestedPost } from './privacy.ts';
import { heldAction, privacySection } from './privacy-home.ts';
import { peopleStep, SHOW } from './setup-step.ts';
import { linkCommand, linkHome, signInAction } from './sign-in.ts';
import { CHOOSE_ACTIONS } from './unclear-views.ts';
import { CONFIRM_ACTION, confirmedWords } from './views.ts';

const Pairs = z
  .array(z.object({ slackUserId: z.string().min(1), personId: z.string().min(1) }))
  .min(1)
  .max(10);

const command: Subcommand<Services> = {
  name: 'people',
  summary:
    'who is linked to Salesforce, links that wait for you or ended, and corrections of facts about people',
  example: '/attain people',
  permission: 'installer',
  shows: ['D9'],
  run: ({ services }) => overview(services),
};

/** Links of people between Slack and Salesforce: proposed by address, confirmed by an admin or a sign-in, ended with a reason. */
export const people: Feature = {
  name: 'people',
  summary:
    'Who in Slack is whom in Salesforce, and dated facts about people: learnt from Salesforce, corrected by a person.',
  subcommands: [command, linkCommand, privacyCommand],
  actions: [
    confirmAction(CONFIRM_ACTION),
    confirmAction(`${CONFIRM_ACTION}_all`),
    ...CHOOSE_ACTIONS.map(confirmAction),
    signInAction,
    correctAction,
    correctionsAction,
    takeBackAction,
    askCopyAction,
    askErasureAction,
    heldAction,
    { id: SHOW, permission: 'installer', shows: ['D9'], run: ({ services }) => overview(services) },
  ],
  modals: [correctForm, correctPreview],
  home: linkHome,
  furtherHome: [privacySection],
  posts: [requestedPost, linkedPost, linkWaitsPost],
  schedules: [linksSchedule],
  setup: [peopleStep],
};

function confirmAction(id: string): Action<Services> {
  return { id, permission: 'installer', shows: ['D9'], run: confirm };
}

async function confirm({ services, value, actor, now }: ActionCall<Services>): Promise<Message> {
  const pairs = Pairs.safeParse(readJson(value));
  if (!pairs.success) throw new Refusal('This button cannot be read any more.', 'Type /attain people again.');
  await linkPeople(services, pairs.data, { confirmedBy: actor.slackUserId, now });
  return overview(services, confirmedWords(pairs.data.length));
}
