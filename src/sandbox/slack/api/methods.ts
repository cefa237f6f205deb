import type { Method } from '#sandbox/slack/api/method.ts';
import { appMethods } from '#sandbox/slack/api/methods/app.ts';
import { chatMethods } from '#sandbox/slack/api/methods/chat.ts';
import { conversationLists } from '#sandbox/slack/api/methods/conversation-lists.ts';
import { conversationMethods } from '#sandbox/slack/api/methods/conversations.ts';
import { historyMethods } from '#sandbox/slack/api/methods/history.ts';
import { rewriteMethods } from '#sandbox/slack/api/methods/chat-rewrite.ts';
import { userMethods } from '#sandbox/slack/api/methods/users.ts';
import { viewMethods } from '#sandbox/slack/api/methods/views.ts';

/** Every Web API method the local Slack answers, by name. */
export const METHODS: ReadonlyMap<string, Method> = new Map(
  [
    ...appMethods,
    ...chatMethods,
    ...rewriteMethods,
    ...conversationMethods,
    ...conversationLists,
    ...historyMethods,
    ...userMethods,
    ...viewMethods,
  ].map((method) => [method.name, method]),
);
