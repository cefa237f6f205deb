import { z } from 'zod';
import type { Services } from '#feature.ts';
import type { PostKind } from '#outbox/outbox.ts';
import { type Incident, readIncident } from '#sync/incidents.ts';
import { syncHealth } from '#sync/sync-health.ts';
import type { Message } from '#slack/blocks/message.ts';
import { begunMessage, overMessage } from './views.ts';

export const BEGUN = 'freshness.begun';
export const OVER = 'freshness.over';

const Params = z.object({ incident: z.int() });

/** One message as an incident begins and one when it is over, whatever happens in between. */
export function postKey(kind: typeof BEGUN | typeof OVER, incident: number): string {
  return `${kind}/${incident}`;
}

export const begunPost = postKind(BEGUN, begunMessage);
export const overPost = postKind(OVER, overMessage);

function postKind(
  kind: string,
  message: (incident: Incident, dataTime: Temporal.Instant | null) => Message,
): PostKind<Services> {
  return {
    kind,
    whenUnknown: 'at-most-once',
    shows: ['D9'],
    async render({ store }, { params }) {
      const [incident, { completeAt }] = await Promise.all([
        readIncident(store, Params.parse(params).incident),
        syncHealth(store),
      ]);
      return incident && message(incident, completeAt);
    },
  };
}
