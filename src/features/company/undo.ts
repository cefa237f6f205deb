import type { CompanySetting, Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import type { Action, Modal } from '#slack/routes.ts';
import { changeSetting } from '#store/change-setting.ts';
import { type KnownChange, latestOfEach, readHistory } from './history.ts';
import { HISTORY, historyModal, TAKE_BACK, takenBackModal } from './views.ts';

const entry = { permission: 'installer', shows: ['D9'] } as const;

/** Who changed what and when. */
export function historyAction(settings: readonly CompanySetting[]): Action<Services> {
  return {
    id: HISTORY,
    ...entry,
    async run({ services, openModal }) {
      await openModal(historyModal(await readHistory(services.store, settings)));
      return undefined;
    },
  };
}

/** Takes the latest change of a setting back, which is a change like any other. */
export function undoForm(settings: readonly CompanySetting[]): Modal<Services> {
  return {
    id: HISTORY,
    ...entry,
    async submit({ services, values, actor, now }) {
      const chosen = values[TAKE_BACK];
      if (chosen === null || chosen === undefined)
        return { kind: 'errors', errors: { [TAKE_BACK]: 'Choose what to take back.' } };
      const taken = await services.store.transaction(async (store) => {
        const known = latestOfEach(await readHistory(store, settings)).find(
          ({ change }) => String(change.id) === chosen,
        );
        if (known === undefined)
          throw new Refusal(
            'That was changed again meanwhile.',
            'Open the history again to see how it stands.',
          );
        await putBack({ ...services, store }, known, { by: actor.slackUserId, now });
        return known;
      });
      await services.outbox.wake();
      return { kind: 'update', view: takenBackModal(taken) };
    },
  };
}

async function putBack(
  services: Services,
  { setting, change }: KnownChange,
  by: { readonly by: string; readonly now: Temporal.Instant },
): Promise<void> {
  const back = { name: change.name, value: change.before, undoes: change.id, ...by };
  if (setting.restore) await setting.restore(services, back);
  else await changeSetting(services.store, back);
}
