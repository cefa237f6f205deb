import { z } from 'zod';
import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import { type Message, note } from '#slack/blocks/message.ts';
import type { Action, Modal, SubmitOutcome } from '#slack/routes.ts';
import { appendAudit } from '#store/audit.ts';
import type { Announcement, Question } from './announcement.ts';
import { readDeliveries, readReached } from './deliveries.ts';
import { FOR_ANNOUNCERS, noDraft, ownOf } from './found.ts';
import { ANSWER_POSTED, ANSWERED, pageKey, reminderKey, toldKey } from './keys.ts';
import { ANSWER, type Page, pageMessage, SHOW, WITHDRAW } from './page-views.ts';
import { landingOf } from './plan.ts';
import { ANSWER_FORM, ANSWER_WORDS, answerModal, doneModal, LONGEST_ANSWER } from './question-views.ts';
import { reachWords, waitingModal } from './preview-views.ts';
import { readPreview } from './preview.ts';
import { readQuestion, readQuestions, saveAnswer } from './questions-store.ts';
import { refreshAll } from './send.ts';
import { moveState, readCorrection } from './store.ts';

/** The page of an announcement as it stands: the message that is kept up to date, or the same as an answer. */
export async function readPage(
  { store }: Services,
  { announcement, isKept }: Pick<Page, 'announcement' | 'isKept'>,
): Promise<Message> {
  const { id, audience } = announcement;
  const [deliveries, questions, reached, correctedBy] = await Promise.all([
    readDeliveries(store, id),
    readQuestions(store, id),
    readReached(store, id),
    readCorrection(store, id),
  ]);
  // What appeared the moment it was asked would say when.
  const known = questions.filter(({ wasTold }) => wasTold);
  const channels = {
    all: audience.channels.length,
    reached: audience.channels.filter((channel) => reached.has(channel)).length,
  };
  return pageMessage({
    announcement,
    correctedBy,
    landing: landingOf(deliveries),
    channels,
    questions: known,
    isKept,
  });
}

/** To its author: what waits to be approved as it will be read, and of what is approved how it lands. */
export const showAction: Action<Services> = {
  id: SHOW,
  ...FOR_ANNOUNCERS,
  async run(call) {
    const { services, openModal, now } = call;
    const own = await ownOf(call, call.value);
    switch (own.state) {
      case 'draft':
        throw new Refusal(
          'It came back to you and is a draft again.',
          'Go on with it under /attain announce.',
        );
      case 'waiting':
        await openModal(waitingModal(await readPreview(services, own, now)));
        return undefined;
      case 'scheduled':
      case 'withdrawn':
        return readPage(services, { announcement: own, isKept: false });
    }
  },
};

export const answerAction: Action<Services> = {
  id: ANSWER,
  ...FOR_ANNOUNCERS,
  async run(call) {
    const { announcement, question } = await askedOf(call, call.value);
    if (question.answer !== null) return note(mrkdwn`That question is answered.`);
    await call.openModal(answerModal(question, await reachOf(call.services, announcement)));
    return undefined;
  },
};

/** Sends the answer to everyone who got the change: who asked is among them, as anybody else. */
export const answerForm: Modal<Services> = {
  id: ANSWER_FORM,
  ...FOR_ANNOUNCERS,
  async submit(call): Promise<SubmitOutcome> {
    const { services, values, metadata } = call;
    const { store, outbox } = services;
    const { announcement, question } = await askedOf(call, metadata);
    const answer = typeof values[ANSWER_WORDS] === 'string' ? values[ANSWER_WORDS].trim() : '';
    if (answer === '' || Array.from(answer).length > LONGEST_ANSWER)
      return {
        kind: 'errors',
        errors: { [ANSWER_WORDS]: `Write the answer, at most ${LONGEST_ANSWER} characters.` },
      };
    const { id, audience } = announcement;
    const direct = (await readDeliveries(store, id)).filter(({ dueAt }) => dueAt !== null);
    const params = { question: question.id };
    const isFirst = await store.transaction(async (tx) => {
      if (!(await saveAnswer(tx, question.id, answer))) return false;
      for (const { slackUserId, dueAt } of direct) {
        const key = `${ANSWERED}/${question.id}/${slackUserId}`;
        const later = dueAt === null ? {} : { notBefore: dueAt };
        await outbox.record(tx, { key, kind: ANSWERED, params, audience: slackUserId, ...later });
      }
      for (const channel of audience.channels) {
        const key = `${ANSWER_POSTED}/${question.id}/${channel}`;
        const thread = toldKey(id) + channel;
        await outbox.record(tx, { key, kind: ANSWER_POSTED, params, audience: channel, thread });
      }
      await outbox.refresh(tx, pageKey(id));
      return true;
    });
    await outbox.wake();
    const words = isFirst
      ? mrkdwn`Your answer goes to everyone who got the change.`
      : mrkdwn`It was answered before; that answer stays.`;
    return { kind: 'update', view: doneModal('Answered', words) };
  },
};

/** Takes it back: what has not left never leaves, what is there says so. */
export const withdrawAction: Action<Services> = {
  id: WITHDRAW,
  ...FOR_ANNOUNCERS,
  async run(call) {
    const { services, actor, now } = call;
    const { store, outbox } = services;
    const { id } = await ownOf(call, call.value);
    await store.transaction(async (tx) => {
      if (!(await moveState(tx, id, { from: 'scheduled', to: 'withdrawn' }))) return;
      await outbox.withdraw(tx, toldKey(id));
      await outbox.withdraw(tx, reminderKey(id));
      const event = { actor: actor.slackUserId, action: 'announcement.withdrawn', subject: String(id), now };
      await appendAudit(tx, { ...event, detail: {} });
      await refreshAll(services, tx, id);
    });
    await outbox.wake();
    return note(
      mrkdwn`It is taken back. What had not left never leaves; messages that are there say that it does not hold.`,
    );
  },
};

/** A question about an announcement of one's own. @throws Refusal for anything else. */
async function askedOf(
  call: Parameters<typeof ownOf>[0],
  value: string,
): Promise<{ readonly announcement: Announcement; readonly question: Question }> {
  const id = z.uuid().safeParse(value);
  const question = id.success ? await readQuestion(call.services.store, id.data) : undefined;
  if (question === undefined) throw noDraft();
  return { announcement: await ownOf(call, String(question.announcementId)), question };
}

async function reachOf({ store }: Services, announcement: Announcement): Promise<string> {
  const { people } = landingOf(await readDeliveries(store, announcement.id));
  return reachWords({ people, announcement });
}
