import { z } from 'zod';
import type { Services } from '#feature.ts';
import { ABOUT_OWN_QUOTA } from '#governor/terms.ts';
import { metricContext } from '#metrics/context.ts';
import type { Topic } from '#model/attention.ts';
import type { PostKind } from '#outbox/outbox.ts';
import { channelWaits } from './hours.ts';
import { ASK, QUOTA } from './keys.ts';
import type { NameSource } from './names.ts';
import { askKey, quotaKey } from './quota-keys.ts';
import { channelsFor } from './quota-look.ts';
import { askMessage, quotaMessage, quotaWaitsMessage } from './quota-views.ts';
import { type ReachedKey, REACHED_TYPES } from './reached.ts';
import { readState } from './reached-store.ts';
import { readStanding } from './read-reached.ts';
import { readCelebration, readCelebrations } from './store.ts';

const Params = z.object({ person: z.string(), type: z.enum(REACHED_TYPES), start: z.iso.date() });
const InChannel = Params.extend({ celebration: z.int() });

const TOPIC: Topic = {
  id: 'celebrations',
  name: 'Celebrating your quotas',
  about: 'you reached a quota, and a channel would celebrate it',
  startsAs: 'on',
};

/** The question to the person, and what a channel reads once they said yes. */
export function quotaPosts(sources: readonly NameSource[]): readonly PostKind<Services>[] {
  return [
    {
      kind: ASK,
      whenUnknown: 'at-most-once',
      attention: {
        topic: TOPIC,
        priority: 'ordinary',
        isPrompt: true,
        mergeKey: () => ABOUT_OWN_QUOTA,
      },
      shows: ['D2'],
      waitsForFreshData: true,
      async render(services, { params }) {
        const key = readKey(params);
        const [found, state] = await Promise.all([find(services, key), readState(services.store, key)]);
        if (found === undefined || state === undefined || state === 'seen') return undefined;
        const { context, standing } = found;
        const celebrations = await readCelebrations(services.store);
        const open = celebrations.filter(({ withQuotas, pause }) => withQuotas && pause === undefined);
        const channels = (await channelsFor(context, open, key.personId)).map(({ channelId }) => channelId);
        const { period, isReached } = standing;
        const isOpen = state === 'asked' && isReached && channels.length > 0;
        if (!isOpen && !(await isThere(services, askKey(key)))) return undefined;
        return askMessage({ state, isReached, period, channels, value: `${key.type}/${key.start}` });
      },
    },
    {
      kind: QUOTA,
      whenUnknown: 'ask',
      attention: 'channel',
      shows: ['D1'],
      waitsForFreshData: true,
      namesPeople: true,
      waitsUntil: (services, { params }) => channelWaits(services, InChannel.parse(params).celebration),
      ownerOf: async ({ store }, { params }) =>
        (await readCelebration(store, InChannel.parse(params).celebration))?.createdBy,
      async render(services, { params }) {
        const key = readKey(params);
        const { celebration } = InChannel.parse(params);
        const name = await nameToTell(services, sources, key);
        const found = await find(services, key);
        if (name !== undefined && found?.standing.isReached === true)
          return quotaMessage(name, found.standing.period);
        return (await isThere(services, quotaKey(celebration, key))) ? quotaWaitsMessage() : undefined;
      },
    },
  ];
}

function readKey(params: unknown): ReachedKey {
  const { person: personId, type, start } = Params.parse(params);
  return { personId, type, start };
}

/** The quota as it stands now. */
async function find({ store, clock }: Services, key: ReachedKey) {
  const context = await metricContext(store, clock.now());
  const standing = await readStanding(context, key);
  return standing && { context, standing };
}

/** The name of somebody who consents and may be named at all. */
async function nameToTell(
  services: Services,
  sources: readonly NameSource[],
  key: ReachedKey,
): Promise<string | undefined> {
  if ((await readState(services.store, key)) !== 'told') return undefined;
  const allowed = await Promise.all(sources.map((mayBeNamed) => mayBeNamed(services, [key.personId])));
  if (!allowed.every((some) => some.has(key.personId))) return undefined;
  const person = await services.store.db
    .selectFrom('person')
    .select('name')
    .where('id', '=', key.personId)
    .executeTakeFirst();
  return person?.name;
}

async function isThere({ store }: Services, key: string): Promise<boolean> {
  const post = await store.db.selectFrom('post').select('ts').where('key', '=', key).executeTakeFirst();
  return (post?.ts ?? null) !== null;
}
