import type { RespondFn } from '@slack/bolt';
import { Refusal } from '#lib/errors.ts';
import { answer, isFirstDelivery, type Desk, type Origin } from './desk.ts';
import { requireUse } from './installation.ts';
import { ActionPayload, actionValue, teamOf } from './payloads.ts';
import { refreshHome } from './serve-home.ts';

/** Serves a pressed button or a choice made in a message. */
export async function serveAction<S>(desk: Desk<S>, body: unknown, respond?: RespondFn): Promise<void> {
  const payload = ActionPayload.parse(body);
  const [pressed] = payload.actions;
  if (pressed === undefined) return;
  const action = desk.routes.actions.find((one) => one.id === pressed.action_id);
  // A choice inside a modal counts when the modal is submitted.
  if (action === undefined && payload.container.type === 'view') return;
  const delivery = { teamId: teamOf(payload), key: `action/${payload.trigger_id}` };
  if (!(await isFirstDelivery(desk, delivery))) return;
  const channelId = payload.channel?.id ?? null;
  const origin: Origin = {
    teamId: teamOf(payload),
    userId: payload.user.id,
    channelId,
    triggerId: payload.trigger_id,
    respond,
  };
  const isInHome = payload.view?.type === 'home';
  let hasWindow = false;
  await answer(desk, origin, async (call) => {
    if (action === undefined)
      throw new Refusal('This button is no longer in use.', 'Ask again with /attain.');
    requireUse(call.actor, action, desk.log);
    const messageTs = payload.container.message_ts ?? null;
    const openModal: typeof call.openModal = async (view) => {
      hasWindow = true;
      if (isInHome) desk.homes.changing(origin.userId);
      await call.openModal(view);
    };
    const value = actionValue(pressed);
    return action.run({ ...call, openModal, value, channelId, messageTs, isInHome });
  });
  // What was pressed in Home may have changed it; a window changes it when it is submitted.
  if (isInHome && !hasWindow) await refreshHome(desk, origin);
}
