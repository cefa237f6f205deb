import { quotas } from '#features/quotas/index.ts';
import { must } from '#lib/errors.ts';
import type { Actor } from '#model/access.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import type { ModalValues, SubmitOutcome } from '#slack/routes.ts';
import type { Services } from '#feature.ts';
import { aCall } from '../a-call.ts';
import { ANA, DANA, LI, OTTO, VERA } from '../small-company.ts';

/** The people of the small company as Slack knows them, and whoever installed Attain. */
const ACTORS: Readonly<Record<'ana' | 'li' | 'dana' | 'vera' | 'installer' | 'second' | 'standIn', Actor>> = {
  ana: { slackUserId: 'UANA', personId: ANA, isInstaller: false },
  li: { slackUserId: 'ULI', personId: LI, isInstaller: false },
  dana: { slackUserId: 'UDANA', personId: DANA, isInstaller: false },
  vera: { slackUserId: 'UVERA', personId: VERA, isInstaller: false },
  installer: { slackUserId: 'UOPS', personId: null, isInstaller: true },
  second: { slackUserId: 'USECOND', personId: null, isInstaller: true },
  standIn: { slackUserId: 'UOTTO', personId: OTTO, isInstaller: false, standsInFor: [DANA] },
};
type Who = keyof typeof ACTORS;

/** What the feature answers in Slack; every message and window is checked against Slack's limits. */
export function quotasInSlack(services: () => Services, now: () => Temporal.Instant) {
  const call = (who: Who, windows: ModalView[] = []) =>
    aCall({ services: services(), actor: ACTORS[who], now: now(), windows });
  const submit = async (
    who: Who,
    id: string,
    { values = {}, metadata = '' }: { readonly values?: ModalValues; readonly metadata?: string },
  ): Promise<SubmitOutcome> => {
    const modal = must(
      quotas.modals?.find((one) => one.id === id),
      id,
    );
    return modal.submit({ ...call(who), values, metadata });
  };
  return {
    async type(who: Who, text = ''): Promise<Message> {
      const command = must(quotas.subcommands?.[0], 'the command');
      return guard(must(await command.run({ ...call(who), text }), 'an answer'));
    },
    /** Presses a button; gives its answer, or the window it opens. */
    async press(who: Who, id: string, value = ''): Promise<{ message?: Message; view?: ModalView }> {
      const action = must(
        quotas.actions?.find((one) => one.id === id),
        id,
      );
      const windows: ModalView[] = [];
      const message = await action.run({ ...call(who, windows), value });
      const view = windows.at(-1);
      return { ...(message ? { message: guard(message) } : {}), ...(view ? { view } : {}) };
    },
    submit,
    /** Fills in a form and confirms its preview; gives the preview and what was said in the end. */
    async confirm(who: Who, id: string, values: ModalValues) {
      const preview = await submit(who, id, { values });
      if (preview.kind !== 'update') throw new Error(JSON.stringify(preview));
      const { view } = preview;
      const done = await submit(who, view.id, { metadata: view.metadata });
      if (done.kind !== 'update') throw new Error(JSON.stringify(done));
      return { preview: textOf(view), done: textOf(done.view) };
    },
  };
}

/** Everything a window or message says. */
export function textOf({ blocks }: Pick<Message, 'blocks'>): string {
  return JSON.stringify(blocks);
}

/** The value of the first button for an action. */
export function valueOf({ blocks }: Message, action: string): string {
  for (const block of blocks) {
    if (block.type !== 'actions') continue;
    for (const element of block.elements) {
      if (element.type === 'button' && element.action_id === action) return element.value ?? '';
    }
  }
  throw new Error(`no button ${action}`);
}
