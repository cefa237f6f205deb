import type { Services } from '#feature.ts';
import { dayIn } from '#lib/days.ts';
import { Refusal } from '#lib/errors.ts';
import { note } from '#slack/blocks/message.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import type { Action, Call, Modal, SubmitOutcome } from '#slack/routes.ts';
import type { Announcement } from './announcement.ts';
import { decideAsking } from './asking.ts';
import { acknowledge, readDeliveries } from './deliveries.ts';
import { pageKey, reminderKey, toldKey } from './keys.ts';
import { ACKNOWLEDGE, ASK, titleText } from './message-views.ts';
import { landingOf } from './plan.ts';
import {
  ASK_FORM,
  askedModal,
  askModal,
  doneModal,
  HOW,
  LONGEST_QUESTION,
  NAMELESS,
  QUESTION,
} from './question-views.ts';
import { readQuestions, saveQuestion } from './questions-store.ts';
import { readAnnouncement } from './store.ts';

/** Readers are linked people; whoever reads it in a channel counts when they say so. */
const FOR_READERS = { permission: 'linked', shows: [] } as const;

export const acknowledgeAction: Action<Services> = {
  id: ACKNOWLEDGE,
  ...FOR_READERS,
  async run(call) {
    const { services, actor, now, value, timeZone, channelId, isInHome } = call;
    const { store, outbox } = services;
    const { id, title } = await readable(call, { value, isInChannel: isChannel(channelId) });
    const { slackUserId } = actor;
    await store.transaction(async (tx) => {
      await acknowledge(tx, id, { slackUserId, on: dayIn(timeZone, now) });
      for (const key of [toldKey(id) + slackUserId, reminderKey(id) + slackUserId, pageKey(id)])
        await outbox.refresh(tx, key);
    });
    await outbox.wake();
    return isInHome ? undefined : note(mrkdwn`Noted: you have read "${titleText({ title })}".`);
  },
};

/** Opens the form for a question. Not noted, for whoever does not acknowledge besides would be known to have asked. */
export const askAction: Action<Services> = {
  id: ASK,
  ...FOR_READERS,
  leavesNoTrace: true,
  async run(call) {
    const { services, value, channelId, openModal } = call;
    const announcement = await readable(call, { value, isInChannel: isChannel(channelId) });
    await openModal(askModal(announcement, await countPeople(services, announcement.id)));
    return undefined;
  },
};

export const askForm: Modal<Services> = {
  id: ASK_FORM,
  ...FOR_READERS,
  async submit(call): Promise<SubmitOutcome> {
    const { services, actor, values, metadata } = call;
    const { store } = services;
    // A form opens only for who has it or reads it in a channel: from there nothing more is known of them.
    const { id } = await readable(call, { value: metadata, isInChannel: true });
    const words = typeof values[QUESTION] === 'string' ? values[QUESTION].trim() : '';
    if (words === '' || Array.from(words).length > LONGEST_QUESTION)
      return {
        kind: 'errors',
        errors: { [QUESTION]: `Write your question, at most ${LONGEST_QUESTION} characters.` },
      };
    const isNameless = values[HOW] === NAMELESS;
    const asking = { askerId: isNameless ? null : actor.slackUserId, words };
    const people = await countPeople(services, id);
    const decision = await store.transaction(async (tx) => {
      const decided = decideAsking(asking, { questions: await readQuestions(tx, id), people });
      if (decided.kind === 'ask') await saveQuestion(tx, id, asking);
      return decided;
    });
    switch (decision.kind) {
      case 'refuse':
        return { kind: 'errors', errors: { [QUESTION]: decision.because } };
      case 'same':
        return {
          kind: 'update',
          view: doneModal('Asked before', mrkdwn`The same question waits for an answer already.`),
        };
      case 'ask':
        return { kind: 'update', view: askedModal(isNameless) };
    }
  },
};

/** What somebody has got, or reads in a channel. @throws Refusal for anything else. */
async function readable(
  { services: { store }, actor }: Pick<Call<Services>, 'services' | 'actor'>,
  { value, isInChannel }: { readonly value: string; readonly isInChannel: boolean },
): Promise<Announcement> {
  const gone = new Refusal('That change is not announced to you.', 'Ask whoever showed it to you.');
  if (!/^\d{1,9}$/.test(value)) throw gone;
  const found = await readAnnouncement(store, Number(value));
  if (found?.state !== 'scheduled') throw gone;
  const isPosted = isInChannel && found.audience.channels.length > 0;
  const [own] = isPosted ? [] : await readDeliveries(store, found.id, actor.slackUserId);
  if (!isPosted && own === undefined) throw gone;
  return found;
}

async function countPeople({ store }: Services, id: number): Promise<number> {
  return landingOf(await readDeliveries(store, id)).people;
}

function isChannel(channelId: string | null): boolean {
  return channelId !== null && !channelId.startsWith('D');
}
