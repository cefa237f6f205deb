import { z } from 'zod';
import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import type { Attention, PostKind } from '#outbox/outbox.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { Action, Subcommand } from '#slack/routes.ts';
import { type AskedFor, keepRequest, readRequest, REQUESTED } from './privacy-requests.ts';
import { ASK_COPY, ASK_ERASURE, askedMessage, privacyMessage, requestMessage } from './privacy-views.ts';
import { readNames } from './store.ts';

/** What is held about whoever asks. */
export const privacyCommand: Subcommand<Services> = {
  name: 'privacy',
  summary: 'what is held about you; ask for a copy of it, or to be erased',
  example: '/attain privacy',
  permission: 'linked',
  shows: [],
  run: () => Promise.resolve(privacyMessage()),
};

export const askCopyAction = ask(ASK_COPY, 'export');
export const askErasureAction = ask(ASK_ERASURE, 'erasure');

function ask(id: string, kind: AskedFor): Action<Services> {
  return {
    id,
    permission: 'linked',
    shows: [],
    async run({ services, actor, now, isInHome }): Promise<Message | undefined> {
      const { personId, slackUserId } = actor;
      if (personId === null)
        throw new Refusal('You are not linked to a person in Salesforce, so nothing is held about you.');
      const isTold = await keepRequest(services, { personId, slackUserId, kind, now });
      // Home says that it waits; where nobody can be told, that is said.
      return isInHome && isTold ? undefined : askedMessage(kind, isTold);
    },
  };
}

const Params = z.object({ request: z.int() });

const attention: Attention = {
  topic: {
    id: 'privacy',
    name: 'Requests about personal data',
    about: 'somebody asks for a copy of their data, or to be erased',
    startsAs: 'on',
    permission: 'installer',
  },
  priority: 'important',
  isPrompt: false,
};

/** Tells whoever installed Attain that somebody asked; nothing once the person was erased. */
export const requestedPost: PostKind<Services> = {
  kind: REQUESTED,
  whenUnknown: 'at-most-once',
  attention,
  shows: ['D9'],
  async render({ store }, { params }) {
    const request = await readRequest(store, Params.parse(params).request);
    if (!request) return undefined;
    const names = await readNames(store, [request.personId]);
    const name = names.get(request.personId)?.name ?? request.personId;
    return requestMessage(request, { personId: request.personId, name });
  },
};
