import type { Commitment, CommitmentsAsked, Services } from '#feature.ts';
import { isBefore } from '#lib/days.ts';
import { Refusal } from '#lib/errors.ts';
import { note } from '#slack/blocks/message.ts';
import { endSentence, escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { Action } from '#slack/routes.ts';
import { MOMENTS } from './follow-ups.ts';
import { DONE, stepKey } from './keys.ts';
import { idOf, mayReadNotes, readPair } from './pair.ts';
import { finishStep, readOpenSteps, readStep } from './step-store.ts';
import { doneButton } from './step-views.ts';
import { shortDay } from './words.ts';

/** "Done": by whoever's step it is, or the other one of the pair. */
export const doneAction: Action<Services> = {
  id: DONE,
  permission: 'linked',
  shows: ['D5'],
  async run({ services, actor, value, now, isInHome }) {
    const id = idOf(value);
    const step = id === undefined ? undefined : await readStep(services.store, id);
    if (step === undefined || !mayReadNotes(actor, step))
      throw new Refusal('That step is not there any more.', 'Yours are under /attain coaching.');
    await services.store.transaction(async (tx) => {
      await finishStep(tx, step.id, now);
      for (const moment of MOMENTS) await services.outbox.refresh(tx, stepKey(step.id, moment));
    });
    await services.outbox.wake();
    return isInHome ? undefined : note(mrkdwn`Done: ${endSentence(escapeText(step.words, 300))}`);
  },
};

/** Open steps for whoever lists what is due: each only for one of its pair, whoever else may read the owner's figures. */
export async function openCommitments(
  { store }: Services,
  { actor, people, before }: CommitmentsAsked,
): Promise<readonly Commitment[]> {
  if (people.length === 0) return [];
  const open = await readOpenSteps(store, people);
  const own = open.filter((step) => mayReadNotes(actor, step) && isBefore(step.dueOn, before));
  const names = await readPair(
    store,
    own.map(({ ownerId }) => ownerId),
  );
  return own.map((step) => ({
    id: String(step.id),
    ownerId: step.ownerId,
    ownerName: names.get(step.ownerId)?.name ?? '',
    words: step.words,
    dueOn: step.dueOn,
    why: `agreed on ${shortDay(step.agreedOn)}`,
    action: doneButton(step),
  }));
}
