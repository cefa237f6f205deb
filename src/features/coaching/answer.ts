import type { Services } from '#feature.ts';
import { textInput } from '#slack/blocks/inputs.ts';
import { note } from '#slack/blocks/message.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import type { Action, Modal } from '#slack/routes.ts';
import { CONFIRM, DIFFERS, differsKey, OBJECT, playbackKey, promptKey } from './keys.ts';
import { focusFor } from './pair.ts';
import { readText } from './read-form.ts';
import { talkOf } from './read-talk.ts';
import { changeFocus, type Kept, saveDiffers } from './store.ts';

const FORM = 'coaching.differs_form';
const DIFFERENT = 'different';
const LONGEST = 1_200;

/** "Yes, that is it": the one who was coached confirms what was noted. */
export const confirmAction: Action<Services> = {
  id: CONFIRM,
  permission: 'linked',
  shows: ['D5'],
  async run({ services, actor, value, now }) {
    const kept = await focusFor({ store: services.store, actor, now }, value, 'person');
    if (kept.state !== 'noted') return answered(kept);
    await services.store.transaction(async (tx) => {
      await changeFocus(tx, kept.id, { state: 'confirmed', at: now });
      await services.outbox.refresh(tx, playbackKey(kept.id, kept.revision));
      await services.outbox.refresh(tx, promptKey(kept));
    });
    await services.outbox.wake();
    return note(mrkdwn`Confirmed. You find it under \`/attain coaching\`.`);
  },
};

/** "Something is different": asks what. */
export const objectAction: Action<Services> = {
  id: OBJECT,
  permission: 'linked',
  shows: ['D5'],
  async run({ services, actor, value, openModal, now }) {
    const kept = await focusFor({ store: services.store, actor, now }, value, 'person');
    if (kept.state !== 'noted') return answered(kept);
    await openModal({
      id: FORM,
      title: 'What is different?',
      submit: 'Tell them',
      close: 'Cancel',
      metadata: String(kept.id),
      blocks: [
        textInput({
          id: DIFFERENT,
          label: 'How do you remember it?',
          hint: 'Only the two of you can read this.',
          multiline: true,
          ...(kept.differs === '' ? {} : { initial: kept.differs }),
        }),
      ],
    });
    return undefined;
  },
};

export const objectForm: Modal<Services> = {
  id: FORM,
  permission: 'linked',
  shows: ['D5'],
  async submit({ services, actor, metadata, values, now }) {
    const kept = await focusFor({ store: services.store, actor, now }, metadata, 'person');
    const different = readText(values[DIFFERENT], LONGEST);
    if (different === '') return { kind: 'errors', errors: { [DIFFERENT]: 'Say what is different.' } };
    const audience = (await talkOf(services, kept))?.coach.slackUserId;
    if (kept.state !== 'noted') return { kind: 'close' };
    const { id: focus, revision } = kept;
    await services.store.transaction(async (tx) => {
      await saveDiffers(tx, focus, different);
      await services.outbox.refresh(tx, playbackKey(focus, revision));
      await services.outbox.refresh(tx, differsKey(focus, revision));
      if (audience !== undefined)
        await services.outbox.record(tx, {
          key: differsKey(focus, revision),
          kind: DIFFERS,
          params: { focus, revision },
          audience,
        });
    });
    await services.outbox.wake();
    return { kind: 'close' };
  },
};

function answered({ state }: Kept) {
  return note(
    state === 'confirmed'
      ? mrkdwn`You confirmed this already.`
      : mrkdwn`There is nothing to confirm yet. Your talks are under \`/attain coaching\`.`,
  );
}
