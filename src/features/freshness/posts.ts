import { z } from 'zod';
import type { Services } from '#feature.ts';
import type { Attention, PostKind } from '#outbox/outbox.ts';
import { type Incident, readIncident } from '#sync/incidents.ts';
import { syncHealth } from '#sync/sync-health.ts';
import type { Message } from '#slack/blocks/message.ts';
import { begunMessage, overMessage } from './views.ts';

export const BEGUN = 'freshness.begun';
export const OVER = 'freshness.over';

/** The owner has to look, though not at night; nothing is missing meanwhile but what waits anyway. */
const attention: Attention = {
  topic: {
    id: 'freshness',
    name: 'Trouble with the data',
    about: 'you installed Attain, and boards wait while the data is late or incomplete',
    startsAs: 'on',
    permission: 'installer',
  },
  priority: 'important',
  isPrompt: false,
};

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
    attention,
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
