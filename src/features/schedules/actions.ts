import type { ScheduledMessages, Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { Action, ActionCall } from '#slack/routes.ts';
import { goneRefusal, listOf, readAll } from './read.ts';
import { COPY, copyMessage, EDIT, listMessage, PAUSE, RESUME } from './views.ts';

const entry = { permission: 'installer', shows: ['D1', 'D9'] } as const;

/** The message as its audience would get it now, for the asker alone. */
export function copyAction(lists: readonly ScheduledMessages[]): Action<Services> {
  return {
    id: COPY,
    ...entry,
    async run({ services, actor, value, now }) {
      const { list, id } = listOf(lists, { value, actor });
      const scheduled = (await list.list(services, now)).find((one) => one.id === id);
      if (scheduled === undefined) throw goneRefusal();
      const message = await list.sample(services, { id, actor, now });
      if (message) return copyMessage(message, scheduled);
      throw new Refusal('It would say nothing just now.', 'Try again when there is something to tell.');
    },
  };
}

/** Opens the window in which it was set up, filled with what it is. */
export function editAction(lists: readonly ScheduledMessages[]): Action<Services> {
  return {
    id: EDIT,
    ...entry,
    async run({ services, actor, value, now, openModal }) {
      const { list, id } = listOf(lists, { value, actor });
      const view = await list.edit(services, { id, actor, now });
      if (view === undefined) throw goneRefusal();
      await openModal(view);
      return undefined;
    },
  };
}

export const pauseAction = (lists: readonly ScheduledMessages[]): Action<Services> =>
  turn(lists, PAUSE, 'pause');
export const resumeAction = (lists: readonly ScheduledMessages[]): Action<Services> =>
  turn(lists, RESUME, 'resume');

function turn(lists: readonly ScheduledMessages[], id: string, verb: 'pause' | 'resume'): Action<Services> {
  return {
    id,
    ...entry,
    async run(call: ActionCall<Services>): Promise<Message | undefined> {
      const { services, actor, now, value } = call;
      const { list, id: message } = listOf(lists, { value, actor });
      if (!(await list[verb](services, { id: message, actor, now }))) throw goneRefusal();
      // Home shows it as it stands now; elsewhere the list is the answer.
      return call.isInHome ? undefined : listMessage(await readAll(lists, services, now), { page: 1 });
    },
  };
}
