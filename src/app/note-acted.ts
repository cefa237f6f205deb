import type { Services } from '#feature.ts';
import { noteActed } from '#governor/feedback.ts';
import { CHANGE, NOT_USEFUL, SNOOZE } from '#outbox/personal-footer.ts';
import type { Action } from '#slack/routes.ts';

/** Buttons about messages themselves: pressing one is no use made of what the message says. */
const ABOUT_MESSAGES: ReadonlySet<string> = new Set([CHANGE, NOT_USEFUL, SNOOZE]);

/** A button whose use counts for the message it stands in: that message was not ignored. */
export function notingUse(action: Action<Services>): Action<Services> {
  if (ABOUT_MESSAGES.has(action.id) || action.leavesNoTrace === true) return action;
  return {
    ...action,
    async run(call) {
      const { services, actor, channelId, messageTs, now } = call;
      if (channelId !== null && messageTs !== null) {
        const at = { slackUserId: actor.slackUserId, channel: channelId, ts: messageTs, now };
        await noteActed(services.store, at).catch((error: unknown) =>
          services.log.warn({ err: error }, 'it could not be noted that a message was acted on'),
        );
      }
      return action.run(call);
    },
  };
}
