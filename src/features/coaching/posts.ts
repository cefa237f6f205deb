import { z } from 'zod';
import type { Services } from '#feature.ts';
import type { Topic } from '#model/attention.ts';
import type { PostKind } from '#outbox/outbox.ts';
import { comparedMessage } from './compared-views.ts';
import { MOMENTS } from './follow-ups.ts';
import { COMPARED, DIFFERS, PLAYBACK, PROMPT, SESSION, STEP } from './keys.ts';
import { readPair } from './pair.ts';
import { readCompared } from './read-compared.ts';
import { readPrompt } from './read-prompt.ts';
import { readTalk } from './read-talk.ts';
import { readStep } from './step-store.ts';
import { stepMessage } from './step-views.ts';
import type { Talk } from './talk-views.ts';
import { differsMessage, playbackMessage, sessionMessage } from './talk-views.ts';
import { handedOnMessage, promptMessage } from './views.ts';

const PROMPTS: Topic = {
  id: 'coaching_prompts',
  name: 'Coaching prompts',
  about: 'you lead somebody, or stand in for somebody who does',
  startsAs: 'on',
};
const TALKS: Topic = {
  id: 'coaching_talks',
  name: 'Coaching talks',
  about: 'you and somebody else plan a talk or have had one',
  startsAs: 'on',
};
const STEPS: Topic = {
  id: 'coaching_steps',
  name: 'Next steps',
  about: 'you agreed on something in a talk',
  startsAs: 'on',
};

const Focus = z.object({ focus: z.int() });
/** `handed`: since when it is for its reader, where somebody else had it before. */
const Asked = Focus.extend({ handed: z.iso.date().optional() });
const Session = Focus.extend({
  on: z.iso.date(),
  reader: z.enum(['coach', 'person']),
  moment: z.enum(['planned', 'today']),
});
const Playback = Focus.extend({ revision: z.int() });
const Step = z.object({ step: z.int(), moment: z.literal(MOMENTS) });

const base = { whenUnknown: 'at-most-once' } as const;

const prompt: PostKind<Services> = {
  ...base,
  kind: PROMPT,
  shows: ['D2', 'D3', 'D5', 'D8'],
  waitsForFreshData: true,
  attention: { topic: PROMPTS, priority: 'ordinary', isPrompt: true },
  async render(services, { params, audience }) {
    const { focus: id, handed } = Asked.parse(params);
    const talk = await readTalk(services, id);
    if (talk && talk.kept.handedOn?.toString() !== handed) return handedOnMessage(talk, audience);
    const found = await readPrompt(services, { id, audience });
    if (found === undefined) return undefined;
    // Who does no longer stand out before the message has left is not spoken of.
    return found.standing === undefined && found.kept.state === 'open' ? undefined : promptMessage(found);
  },
};

const session: PostKind<Services> = {
  ...base,
  kind: SESSION,
  shows: ['D5'],
  attention: { topic: TALKS, priority: 'important', isPrompt: false },
  async render(services, { params, audience }) {
    const { focus, on, reader, moment } = Session.parse(params);
    const talk = await talkFor(services, focus, { reader, audience });
    const isStill = talk?.kept.state === 'planned';
    // What asked for the outcome on the day shows that it was noted.
    const isNoted = talk?.kept.notedOn !== undefined && reader === 'coach' && moment === 'today';
    const isThatDay = talk?.kept.sessionOn?.toString() === on;
    return talk && isThatDay && (isStill || isNoted) ? sessionMessage(talk, { reader, moment }) : undefined;
  },
};

const playback: PostKind<Services> = {
  ...base,
  kind: PLAYBACK,
  shows: ['D5'],
  attention: { topic: TALKS, priority: 'important', isPrompt: false },
  async render(services, { params, audience }) {
    const { focus, revision } = Playback.parse(params);
    const talk = await talkFor(services, focus, { reader: 'person', audience });
    return talk && playbackMessage(talk, revision);
  },
};

const differs: PostKind<Services> = {
  ...base,
  kind: DIFFERS,
  shows: ['D5'],
  attention: { topic: TALKS, priority: 'important', isPrompt: false },
  async render(services, { params, audience }) {
    const { focus, revision } = Playback.parse(params);
    const talk = await talkFor(services, focus, { reader: 'coach', audience });
    return talk && differsMessage(talk, revision);
  },
};

const step: PostKind<Services> = {
  ...base,
  kind: STEP,
  shows: ['D5'],
  attention: { topic: STEPS, priority: 'ordinary', isPrompt: true, mergeKey: () => 'coaching steps' },
  async render({ store }, { params, audience }) {
    const asked = Step.parse(params);
    const found = await readStep(store, asked.step);
    if (found === undefined) return undefined;
    const pair = await readPair(store, [found.coachId, found.personId]);
    if (pair.get(found.ownerId)?.slackUserId !== audience) return undefined;
    const other = pair.get(found.ownerId === found.coachId ? found.personId : found.coachId);
    return other && stepMessage(found, { moment: asked.moment, other: other.name });
  },
};

const compared: PostKind<Services> = {
  ...base,
  kind: COMPARED,
  shows: ['D2', 'D5'],
  waitsForFreshData: true,
  attention: { topic: TALKS, priority: 'ordinary', isPrompt: false },
  async render(services, { params, audience }) {
    const found = await readCompared(services, { id: Focus.parse(params).focus, audience });
    return found && comparedMessage(found);
  },
};

/** What a manager and the people they lead are told about talks; each message is for one of a pair. */
export const coachingPosts: readonly PostKind<Services>[] = [
  prompt,
  session,
  playback,
  differs,
  step,
  compared,
];

/** A talk for whoever of the pair is addressed: links may have changed since it was recorded. */
async function talkFor(
  services: Services,
  id: number,
  { reader, audience }: { readonly reader: 'coach' | 'person'; readonly audience: string },
): Promise<Talk | undefined> {
  const talk = await readTalk(services, id);
  return talk?.[reader].slackUserId === audience ? talk : undefined;
}
