import type { Services } from '#feature.ts';
import { section } from '#slack/blocks/layout.ts';
import { actions } from '#slack/blocks/button.ts';
import { note, type Message } from '#slack/blocks/message.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import type { Action, ActionCall, Call, HomeSection } from '#slack/routes.ts';
import { leaveChannel, readPrivate, savePrivate, waitingInChannels } from './choice-store.ts';
import { tellEach } from './give.ts';
import { postedKey } from './keys.ts';
import { lockPraise } from './store.ts';
import { WRITE } from './write.ts';

/** Everybody decides about praise of themselves, also who is nobody in Salesforce. */
const FOR_ALL = { permission: 'anyone', shows: [] } as const;
const KEEP_PRIVATE = 'praise.keep_private';
const LET_PUBLIC = 'praise.let_public';

/** Keeps what somebody decided. It holds at once, also for praise that waits to be said in a channel. */
export async function choose(
  { services, actor }: Pick<Call<Services>, 'services' | 'actor'>,
  isPrivate: boolean,
): Promise<Message> {
  const { store, outbox } = services;
  const { slackUserId } = actor;
  await store.transaction(async (tx) => {
    await lockPraise(tx);
    await savePrivate(tx, slackUserId, isPrivate);
    if (!isPrivate) return;
    for (const waiting of await waitingInChannels(tx, slackUserId, postedKey)) {
      await outbox.withdraw(tx, postedKey(waiting.id));
      await leaveChannel(tx, waiting.id);
      await tellEach(services, tx, waiting);
    }
  });
  await outbox.wake();
  return note(
    isPrivate
      ? mrkdwn`From now on praise of you is said to you alone, and whoever gives it is told so before they send it. What stands in a channel stays there; who gave it can take it back.`
      : mrkdwn`From now on praise of you may be said in channels.`,
  );
}

export const keepPrivateAction: Action<Services> = { id: KEEP_PRIVATE, ...FOR_ALL, run: pressed(true) };
export const letPublicAction: Action<Services> = { id: LET_PUBLIC, ...FOR_ALL, run: pressed(false) };

function pressed(isPrivate: boolean) {
  return async (call: ActionCall<Services>): Promise<Message | undefined> => {
    const said = await choose(call, isPrivate);
    return call.isInHome ? undefined : said;
  };
}

/** How praise of oneself is said, with the buttons that change it and that praise somebody. */
export const praiseHome: HomeSection<Services> = {
  order: 65,
  ...FOR_ALL,
  async render({ services, actor }) {
    const isPrivate = (await readPrivate(services.store, [actor.slackUserId])).has(actor.slackUserId);
    const words = isPrivate
      ? mrkdwn`*Praise* of you is said to you alone.`
      : mrkdwn`*Praise* of you may be said in channels where the colleague who gives it is.`;
    return [
      section(words),
      actions(
        ...(actor.personId === null ? [] : [{ action: WRITE, label: 'Praise somebody' }]),
        isPrivate
          ? { action: LET_PUBLIC, label: 'Let praise of me be public' }
          : { action: KEEP_PRIVATE, label: 'Keep praise of me private' },
      ),
    ];
  },
};
