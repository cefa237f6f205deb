import type { Services } from '#feature.ts';
import { saveHours, saveTopic } from '#governor/choices.ts';
import { Refusal } from '#lib/errors.ts';
import { ALL_TOPICS, type Topic } from '#model/attention.ts';
import { CHANGE } from '#outbox/personal-footer.ts';
import { note, type Message } from '#slack/blocks/message.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import type { Action, HomeSection, Modal, SubmitCall, SubmitOutcome } from '#slack/routes.ts';
import { type Changes, readForm } from './form.ts';
import { readState } from './state.ts';
import { FORM, RESUME, savedModal, settingsModal, stateBlocks } from './views.ts';

/** The form of a person's own messages: opened by a button, submitted, and what Home shows of it. */
export function ownSettings(topics: readonly Topic[]): {
  readonly actions: readonly Action<Services>[];
  readonly modal: Modal<Services>;
  readonly home: HomeSection<Services>;
} {
  const own = { permission: 'anyone', shows: [] } as const;
  return {
    actions: [
      {
        id: CHANGE,
        ...own,
        async run(call) {
          await call.openModal(settingsModal(await readState(topics, call)));
          return undefined;
        },
      },
      {
        id: RESUME,
        ...own,
        async run({ services, actor, now }): Promise<Message> {
          for (const topic of [ALL_TOPICS, ...topics.map(({ id }) => id)])
            await saveTopic(services.store, {
              slackUserId: actor.slackUserId,
              topic,
              now,
              snoozedUntil: null,
            });
          await services.outbox.wake();
          return note(mrkdwn`Nothing is paused any more.`);
        },
      },
    ],
    modal: { id: FORM, ...own, submit: (call) => save(topics, call) },
    home: {
      order: 90,
      ...own,
      render: async (call) => stateBlocks(await readState(topics, call), 'Your messages'),
    },
  };
}

async function save(topics: readonly Topic[], call: SubmitCall<Services>): Promise<SubmitOutcome> {
  const read = readForm(call.values, await readState(topics, call));
  if (read.kind === 'errors') return read;
  await keep(call, read.changes);
  await call.services.outbox.wake();
  return { kind: 'update', view: savedModal(await readState(topics, call)) };
}

async function keep(
  { services, actor, now }: SubmitCall<Services>,
  { hours, modes, pause }: Changes,
): Promise<void> {
  const { slackUserId } = actor;
  await services.store.transaction(async (tx) => {
    await saveHours(tx, slackUserId, hours);
    for (const { topic, mode } of modes) await saveTopic(tx, { slackUserId, topic, mode, now });
    if (pause !== undefined)
      await saveTopic(tx, { slackUserId, topic: ALL_TOPICS, snoozedUntil: pause, now });
  });
}

/** The topic of that id among those a person can choose. @throws Refusal when there is none. */
export function topicNamed(topics: readonly Topic[], id: string | undefined): Topic {
  const topic = topics.find((one) => one.id === id);
  if (topic) return topic;
  throw new Refusal(
    'That message is of no kind you can choose.',
    'Type /attain settings to see what you get.',
  );
}
