import { readActor } from '#access/actor.ts';
import type { Services } from '#feature.ts';
import { praise } from '#features/praise/index.ts';
import { must } from '#lib/errors.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { slackModal } from '#slack/modal-view.ts';
import type { ModalValues, SubmitOutcome } from '#slack/routes.ts';
import { aCall } from '../a-call.ts';

/** The hands of people who praise: what they type, press and fill in, and what they see of it. */
export interface Desk {
  type(who: string, text: string): Promise<Message | undefined>;
  /** The window that is opened by a command, or from the menu of a message. */
  open(who: string, text: string): Promise<ModalView>;
  chooseOn(who: string, authorId: string | null): Promise<ModalView>;
  submit(who: string, view: ModalView, values?: ModalValues): Promise<SubmitOutcome>;
  /** Fills the form and says what the preview shows. */
  write(who: string, values?: ModalValues): Promise<ModalView>;
  press(who: string, id: string, value?: string): Promise<Message | undefined>;
  home(who: string): Promise<string>;
}

const FORM: ModalValues = {
  people: ['U0ANA'],
  words: 'The demo won them over.',
  place: 'channel',
  channel: 'C0SALES',
};

export function deskOf(services: Services): Desk {
  const now = () => services.clock.now();
  async function callOf(who: string, windows: ModalView[] = []) {
    const actor = await readActor(services.store, who, now());
    const call = aCall({ services, actor, now: now(), windows });
    return { ...call, channelId: 'C0SALES', messageTs: '1763456400.000100' };
  }
  const [command] = praise.subcommands ?? [];
  const desk: Desk = {
    type: async (who, text) => must(command, 'praise').run({ ...(await callOf(who)), text }),
    async open(who, text) {
      const windows: ModalView[] = [];
      await must(command, 'praise').run({ ...(await callOf(who, windows)), text });
      return shown(windows[0]);
    },
    async chooseOn(who, authorId) {
      const windows: ModalView[] = [];
      await must(praise.shortcuts?.[0], 'the entry').run({ ...(await callOf(who, windows)), authorId });
      return shown(windows[0]);
    },
    async submit(who, { id, metadata }, values = {}) {
      const modal = must(
        praise.modals?.find((one) => one.id === id),
        id,
      );
      return modal.submit({ ...(await callOf(who)), values, metadata });
    },
    async write(who, values = {}) {
      const outcome = await desk.submit(who, await desk.open(who, ''), { ...FORM, ...values });
      return shown(outcome.kind === 'update' ? outcome.view : undefined);
    },
    async press(who, id, value = '') {
      const action = must(
        praise.actions?.find((one) => one.id === id),
        id,
      );
      return action.run({ ...(await callOf(who)), value });
    },
    home: async (who) => JSON.stringify(await must(praise.home, 'Home').render(await callOf(who))),
  };
  return desk;
}

/** A window as Slack would take it. */
function shown(view: ModalView | undefined): ModalView {
  slackModal(must(view, 'a window'));
  return must(view, 'a window');
}
