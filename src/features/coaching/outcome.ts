import type { Services } from '#feature.ts';
import { type Day, dayIn } from '#lib/days.ts';
import { Refusal } from '#lib/errors.ts';
import type { Action, Modal } from '#slack/routes.ts';
import { differsKey, NOTE, PLAYBACK, playbackKey, promptKey, sessionKey, sessionKeys } from './keys.ts';
import { OUTCOME_FORM, type Outcome, outcomeModal, readOutcome } from './outcome-form.ts';
import { focusFor } from './pair.ts';
import { readTalk, talkOf } from './read-talk.ts';
import { replaceSteps } from './step-store.ts';
import { changeFocus } from './store.ts';
import type { Talk } from './talk-views.ts';

/** "Note the outcome": what was said, how it was understood, what comes next. */
export const noteAction: Action<Services> = {
  id: NOTE,
  permission: 'linked',
  shows: ['D5'],
  async run({ services, actor, value, openModal, now }) {
    const kept = await focusFor({ store: services.store, actor, now }, value, 'coach');
    const talk = await talkOf(services, kept);
    if (talk === undefined || kept.state === 'confirmed') throw confirmed();
    await openModal(outcomeModal(talk));
    return undefined;
  },
};

export const noteForm: Modal<Services> = {
  id: OUTCOME_FORM,
  permission: 'linked',
  shows: ['D5'],
  async submit({ services, actor, metadata, values, now, timeZone }) {
    const kept = await focusFor({ store: services.store, actor, now }, metadata, 'coach');
    const talk = await talkOf(services, kept);
    if (talk === undefined || kept.state === 'confirmed') throw confirmed();
    const today = dayIn(timeZone, now);
    const outcome = readOutcome(values, { talk, today });
    if ('errors' in outcome) return { kind: 'errors', errors: outcome.errors };
    await services.store.transaction((tx) => keep({ ...services, store: tx }, talk, { outcome, today }));
    await services.outbox.wake();
    return { kind: 'close' };
  },
};

function confirmed(): Refusal {
  return new Refusal('Both of you have confirmed that talk.', 'It is under /attain coaching.');
}

/** Keeps it and plays it back to the other one; what was noted before is played back no more. */
async function keep(
  services: Services,
  { kept }: Talk,
  { outcome, today }: { readonly outcome: Outcome; readonly today: Day },
): Promise<void> {
  const { store, outbox } = services;
  const { said, playback, steps } = outcome;
  await changeFocus(store, kept.id, { state: 'noted', said, playback, notedOn: today });
  await replaceSteps(store, kept, { steps, today });
  await outbox.withdraw(store, sessionKeys(kept.id));
  const { sessionOn: on } = kept;
  if (on !== undefined)
    await outbox.refresh(store, sessionKey(kept.id, { on, reader: 'coach', moment: 'today' }));
  await outbox.refresh(store, playbackKey(kept.id, kept.revision));
  await outbox.refresh(store, differsKey(kept.id, kept.revision));
  await outbox.refresh(store, promptKey(kept));
  const noted = await readTalk(services, kept.id);
  const audience = noted?.person.slackUserId;
  if (noted === undefined || audience === undefined) return;
  const { revision } = noted.kept;
  await outbox.record(store, {
    key: playbackKey(kept.id, revision),
    kind: PLAYBACK,
    params: { focus: kept.id, revision },
    audience,
  });
}
