import type { RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { Refusal, TryLater } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import { nobody } from '#model/access.ts';
import type { Message } from './blocks/message.ts';
import { explainError } from './explain-error.ts';
import type { Homes } from './homes.ts';
import { sortFailure } from './failure.ts';
import type { Installation } from './installation.ts';
import { slackModal } from './modal-view.ts';
import { createReply } from './reply.ts';
import type { Routes } from './route-table.ts';
import type { Call } from './routes.ts';

/** What every request is served with. */
export interface Desk<S> {
  readonly routes: Routes<S>;
  readonly client: WebClient;
  readonly log: Log;
  readonly installationOf: (teamId: string) => Promise<Installation<S> | undefined>;
  readonly homes: Homes;
}

/** Where a request came from. */
export interface Origin {
  readonly teamId: string;
  readonly userId: string;
  readonly channelId: string | null;
  readonly triggerId: string;
  readonly respond: RespondFn | undefined;
}

/** Finds out who asks and for which installation. */
export async function openCall<S>(desk: Desk<S>, origin: Origin): Promise<Call<S>> {
  const installation = await installationOf(desk, origin.teamId);
  const [known, profile] = await Promise.all([
    installation.actorOf(origin.userId),
    installation.profileOf(origin.userId),
  ]);
  return {
    // Guests and people of other companies are nobody here, whoever they were linked to.
    actor: profile.isFullMember ? known : nobody(origin.userId),
    services: installation.services,
    now: installation.clock.now(),
    timeZone: profile.timeZone,
    locale: profile.locale,
    openModal: async (view) => {
      const opening = desk.client.views.open({ trigger_id: origin.triggerId, view: slackModal(view) });
      await opening.catch(refuseLateTrigger);
    },
    reply: createReply(desk.client, origin, desk.log),
  };
}

/** Whether a delivery is seen for the first time; of a workspace that is not ours, always. */
export async function isFirstDelivery<S>(
  desk: Desk<S>,
  { teamId, key }: { readonly teamId: string; readonly key: string },
): Promise<boolean> {
  const installation = await desk.installationOf(teamId);
  return installation === undefined || installation.isFirstDelivery(key);
}

/** Does the work of a request and answers; whatever goes wrong is explained to the person who asked. */
export async function answer<S>(
  desk: Desk<S>,
  origin: Origin,
  work: (call: Call<S>) => Promise<Message | undefined>,
): Promise<void> {
  const reply = createReply(desk.client, origin, desk.log);
  try {
    const message = await work(await openCall(desk, origin));
    if (message !== undefined) await reply(message);
  } catch (error) {
    await reply(explainError(error, desk.log));
  }
}

export async function installationOf<S>(desk: Desk<S>, teamId: string): Promise<Installation<S>> {
  const installation = await desk.installationOf(teamId);
  if (installation === undefined) {
    throw new Refusal(
      'Attain is not set up for this workspace.',
      'Ask the person who runs it to connect it.',
    );
  }
  return installation;
}

function refuseLateTrigger(error: unknown): never {
  const failure = sortFailure(error);
  if (failure.kind === 'refused' && /trigger/.test(failure.error)) {
    throw new TryLater('Slack waits three seconds for a window, and that time was over', { cause: error });
  }
  throw error;
}
