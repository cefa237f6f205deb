import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Core } from '#sandbox/slack/core.ts';

export interface SlackEvent {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** The name a manifest subscribes under: `message` events are told apart by the kind of channel. */
function subscriptionOf(event: SlackEvent): string {
  return event.type === 'message' ? `message.${String(event['channel_type'])}` : event.type;
}

/** Sends an event the app subscribed to; resolves when the first try was acknowledged or lost. */
export async function sendEvent(core: Core, event: SlackEvent): Promise<void> {
  if (!core.events.includes(subscriptionOf(event))) return;
  const payload = envelopeOf(core, event);
  const delivery = await core.socket.deliver({ type: 'events_api', payload, acceptsResponse: false });
  if (delivery.status !== 'acked') void retry(core, payload);
}

/** Takes the app's grant away and tells it, in one of the orders in which Slack does. */
export async function withdrawGrant(core: Core): Promise<void> {
  core.grant.revoked = true;
  await sendEvent(core, { type: 'tokens_revoked', tokens: { oauth: [], bot: [core.app.botUserId] } });
  await sendEvent(core, { type: 'app_uninstalled' });
}

async function retry(core: Core, payload: object): Promise<void> {
  for (const [index, ms] of core.limits.eventRetryMs.entries()) {
    await wait(ms, undefined, { ref: false });
    const attempt = { attempt: index + 1, reason: 'timeout' };
    const delivery = await core.socket.deliver({
      type: 'events_api',
      payload,
      acceptsResponse: false,
      retry: attempt,
    });
    if (delivery.status === 'acked') return;
  }
  core.log.warn({ payload }, 'the app never acknowledged an event');
}

function envelopeOf(core: Core, event: SlackEvent): object {
  const now = core.clock.now();
  return {
    token: 'local',
    team_id: core.team.id,
    context_team_id: core.team.id,
    context_enterprise_id: null,
    api_app_id: core.app.appId,
    event: { event_ts: `${Math.floor(now.epochMilliseconds / 1000)}.000000`, ...event },
    type: 'event_callback',
    event_id: `Ev${randomBytes(5).toString('hex').toUpperCase()}`,
    event_time: Math.floor(now.epochMilliseconds / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: core.team.id,
        user_id: core.app.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  };
}
