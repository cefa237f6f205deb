import { z } from 'zod';
import type { Feature, Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import { readJson } from '#lib/json.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { SafeText } from '#slack/blocks/text.ts';
import type { Action, ActionCall, Subcommand } from '#slack/routes.ts';
import {
  correctAction,
  correctForm,
  correctionsAction,
  correctPreview,
  takeBackAction,
} from './corrections.ts';
import { linkPeople, proposedLinks } from './links.ts';
import { askCopyAction, askErasureAction, privacyCommand, requestedPost } from './privacy.ts';
import { peopleStep, SHOW } from './setup-step.ts';
import { countLinks, readNames } from './store.ts';
import { CONFIRM_ACTION, confirmedWords, peopleMessage, type Proposal } from './views.ts';

const Pairs = z
  .array(z.object({ slackUserId: z.string().min(1), personId: z.string().min(1) }))
  .min(1)
  .max(10);

const command: Subcommand<Services> = {
  name: 'people',
  summary: 'who is linked to Salesforce, links that wait for you, and corrections of facts about people',
  example: '/attain people',
  permission: 'installer',
  shows: ['D9'],
  run: ({ services }) => overview(services),
};

/** Links of people between Slack and Salesforce: proposed by e-mail, confirmed by the installer. */
export const people: Feature = {
  name: 'people',
  summary:
    'Who in Slack is whom in Salesforce, and dated facts about people: learnt from Salesforce, corrected by a person.',
  subcommands: [command, privacyCommand],
  actions: [
    confirmAction(CONFIRM_ACTION),
    confirmAction(`${CONFIRM_ACTION}_all`),
    correctAction,
    correctionsAction,
    takeBackAction,
    askCopyAction,
    askErasureAction,
    { id: SHOW, permission: 'installer', shows: ['D9'], run: ({ services }) => overview(services) },
  ],
  modals: [correctForm, correctPreview],
  posts: [requestedPost],
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

async function overview(services: Services, done?: SafeText): Promise<Message> {
  const [counts, proposed] = await Promise.all([countLinks(services.store), proposedLinks(services)]);
  const names = await readNames(
    services.store,
    proposed.matched.map(({ personId }) => personId),
  );
  const proposals: Proposal[] = proposed.matched.map(({ personId, slackUserId, name }) => ({
    personId,
    slackUserId,
    slackName: name,
    personName: names.get(personId)?.name ?? personId,
    email: names.get(personId)?.email ?? '',
  }));
  const { ambiguous, unmatched } = proposed;
  return peopleMessage({ counts, proposals, ambiguous, unmatched: unmatched.length }, done);
}
