import { z } from 'zod';
import type { Services } from '#feature.ts';
import { saveTopic } from '#governor/choices.ts';
import { noteRejected, topicOfPost } from '#governor/feedback.ts';
import { OWN_TOPIC } from '#governor/terms.ts';
import { dayIn, isBefore } from '#lib/days.ts';
import { ALL_TOPICS, type Topic, topicsFor } from '#model/attention.ts';
import { NOT_USEFUL, SNOOZE } from '#outbox/personal-footer.ts';
import { note } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { Action, Modal } from '#slack/routes.ts';
import { topicNamed } from './own.ts';
import { SNOOZE_FORM, SNOOZE_HERE, SNOOZE_UNTIL, SNOOZE_WHAT, snoozedModal, snoozeModal } from './views.ts';

const own = { permission: 'anyone', shows: [] } as const;

/** Below a message: it was of no use. Only whose message it is can say so. */
export function notUsefulAction(topics: readonly Topic[]): Action<Services> {
  return {
    id: NOT_USEFUL,
    ...own,
    async run({ services, actor, value, now }) {
      const at = { slackUserId: actor.slackUserId, postKey: value, now };
      const topic = topicNamed(topics, await noteRejected(services.store, at));
      return note(
        mrkdwn`Thank you, that is noted. If ${escapeText(topic.name)} goes on like that, it moves to your digest by itself.`,
      );
    },
  };
}

/** Below a message: asks until when its topic, or everything, is to pause. */
export function snoozeAction(topics: readonly Topic[]): Action<Services> {
  return {
    id: SNOOZE,
    ...own,
    async run({ services, actor, value, now, timeZone, openModal }) {
      const id = await topicOfPost(services.store, { slackUserId: actor.slackUserId, postKey: value });
      // Messages about messages are nothing to pause themselves: who asks below one means others, as in Home.
      const meant = id === OWN_TOPIC.id ? topicsFor(actor, topics) : [topicNamed(topics, id)];
      await openModal(snoozeModal(meant, dayIn(timeZone, now)));
      return undefined;
    },
  };
}

/** In Home: asks what is to pause, and until when. */
export function snoozeHereAction(topics: readonly Topic[]): Action<Services> {
  return {
    id: SNOOZE_HERE,
    ...own,
    async run({ actor, now, timeZone, openModal }) {
      await openModal(snoozeModal(topicsFor(actor, topics), dayIn(timeZone, now)));
      return undefined;
    },
  };
}

export function snoozeModalOf(topics: readonly Topic[]): Modal<Services> {
  return {
    id: SNOOZE_FORM,
    ...own,
    async submit({ services, actor, values, now, timeZone }) {
      const until = z.iso.date().safeParse(values[SNOOZE_UNTIL]);
      const day = until.success ? Temporal.PlainDate.from(until.data) : undefined;
      if (day === undefined || !isBefore(dayIn(timeZone, now), day))
        return { kind: 'errors', errors: { [SNOOZE_UNTIL]: 'Choose a day after today.' } };
      const what = String(values[SNOOZE_WHAT] ?? '');
      const name = what === ALL_TOPICS ? 'Everything' : topicNamed(topics, what).name;
      await saveTopic(services.store, {
        slackUserId: actor.slackUserId,
        topic: what,
        snoozedUntil: day,
        now,
      });
      return { kind: 'update', view: snoozedModal(name, day) };
    },
  };
}
