import type { Services } from '#feature.ts';
import { textInput } from '#slack/blocks/inputs.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { radioInput } from '#slack/blocks/selects.ts';
import type { Action, Modal } from '#slack/routes.ts';
import { DECLINE, promptKey, sessionKeys } from './keys.ts';
import { focusFor } from './pair.ts';
import { readText } from './read-form.ts';
import { changeFocus, DECLINE_CODES } from './store.ts';
import { DECLINE_WORDS } from './words.ts';

const FORM = 'coaching.decline_form';
const [CODE, REASON] = ['decline_code', 'decline_reason'];
const LONGEST = 500;

/** "Not now": asks why, so that it can be taken at its word. */
export const declineAction: Action<Services> = {
  id: DECLINE,
  permission: 'linked',
  shows: ['D5'],
  async run({ services, actor, value, openModal, now }) {
    const { id } = await focusFor({ store: services.store, actor, now }, value, 'coach');
    await openModal(declineModal(id));
    return undefined;
  },
};

export const declineForm: Modal<Services> = {
  id: FORM,
  permission: 'linked',
  shows: ['D5'],
  async submit({ services, actor, metadata, values, now }) {
    const kept = await focusFor({ store: services.store, actor, now }, metadata, 'coach');
    const code = DECLINE_CODES.find((one) => one === values[CODE]);
    if (code === undefined) return { kind: 'errors', errors: { [CODE]: 'Choose what fits best.' } };
    if (kept.state === 'noted' || kept.state === 'confirmed') return { kind: 'close' };
    await services.store.transaction(async (tx) => {
      await changeFocus(tx, kept.id, { state: 'declined', code, reason: readText(values[REASON], LONGEST) });
      await services.outbox.withdraw(tx, sessionKeys(kept.id));
      await services.outbox.refresh(tx, promptKey(kept));
    });
    await services.outbox.wake();
    return { kind: 'close' };
  },
};

function declineModal(id: number): ModalView {
  return {
    id: FORM,
    title: 'Not now',
    submit: 'Set aside',
    close: 'Cancel',
    metadata: String(id),
    blocks: [
      radioInput({
        id: CODE,
        label: 'Why not now?',
        hint: 'This figure of these quarters does not come up again.',
        choices: DECLINE_CODES.map((value) => ({ value, label: DECLINE_WORDS[value] })),
      }),
      textInput({ id: REASON, label: 'In your words', hint: 'For you alone.', optional: true }),
    ],
  };
}
