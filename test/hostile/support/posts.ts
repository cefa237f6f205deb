import { FEATURES } from '#features.ts';
import type { Services } from '#feature.ts';
import { must } from '#lib/errors.ts';
import { bundle } from '#outbox/bundle.ts';
import type { Attention, PostParams } from '#outbox/outbox.ts';
import { reasonOf, sayReasons, withFooter } from '#outbox/personal-footer.ts';
import { formsOf } from '#slack/forms.ts';
import type { Message } from '#slack/blocks/message.ts';
import { Block } from '#sandbox/slack/workspace/message.ts';
import { TALKS } from './coached.ts';
import { ANNOUNCED } from './announced.ts';
import { CELEBRATED } from './celebrated.ts';
import { DOUBTFUL } from './decided.ts';
import { ANA, OTTO, VERA } from '../../features/small-company.ts';
import { NUDGES } from './nudged.ts';
import { PRAISED } from './praised.ts';
import { WAITING } from './proposed.ts';
import type { HostileTexts } from './texts.ts';
import type { Leaving } from './judge.ts';

export const KINDS = FEATURES.flatMap((feature) => feature.posts ?? []);

/** With what each kind of post is recorded; a kind that is not here is not tried, and that is found. */
export function paramsOf(
  texts: HostileTexts,
  boards: readonly number[],
): Readonly<Record<string, readonly PostParams[]>> {
  const board = boards.map((id) => ({ board: id, period: '2026-11-16' }));
  const topic = ['freshness', 'withheld', 'privacy'].map((id) => ({ topic: id }));
  return {
    leaderboard: board,
    'leaderboard.correction': board.map((one) => ({ ...one, slot: '2026-11-18T09:00:00Z' })),
    weekly: [
      { week: '2026-11-16', about: 'team', subject: VERA },
      { week: '2026-11-16', about: 'company', subject: '' },
    ],
    'weekly.mine': [{ week: '2026-11-16', about: 'mine', subject: VERA }],
    'freshness.begun': [{ incident: 1 }, { incident: 2 }],
    'freshness.over': [{ incident: 1 }, { incident: 2 }],
    'access.withheld': Array.from({ length: 20 }, () => ({ audience: texts.next(), reason: texts.next() })),
    'health.in_doubt': [{ posts: DOUBTFUL.join(',') }],
    'quotas.proposed': [{ proposal: WAITING }],
    'quotas.decided': [{ proposal: 1 }, { proposal: 2 }],
    'people.requested': [{ request: 1 }, { request: 2 }, { request: 3 }],
    'people.linked': [{ slackUserId: 'U0ANA', person: ANA }],
    'people.link_waits': [{ slackUserId: 'U0SIGNED', person: OTTO }],
    ...Object.fromEntries(
      KINDS.filter(({ kind }) => kind.startsWith('nudges.')).map(({ kind }) => [kind, NUDGES]),
    ),
    'nudges.summary': [{ manager: VERA, week: '2026-11-16' }],
    ...TALKS,
    ...ANNOUNCED,
    ...CELEBRATED,
    ...PRAISED,
    'onboarding.checklist': [{}],
    'onboarding.invitation': [{}],
    'settings.digest': [],
    'settings.question': topic,
    'settings.moved': topic,
  };
}

/** With why it came below it, in its text form too. */
function toPerson(message: Message, attention: Attention): Message {
  const reason = reasonOf(attention);
  return sayReasons(withFooter(message, { attention, key: 'key' }), reason ? [reason] : []);
}

/** Every kind of post as it would be sent, in each of its forms; and those to a person as one message. */
export async function everyPost(
  services: Services,
  params: Readonly<Record<string, readonly PostParams[]>>,
): Promise<readonly { readonly kind: string; readonly left: readonly Leaving[] }[]> {
  const all = [];
  for (const { kind, render, attention } of KINDS) {
    const messages: Message[] = [];
    for (const each of params[kind] ?? []) {
      const message = await render(services, {
        params: each,
        audience: attention === 'channel' ? 'C1' : 'U0VERA',
      });
      if (message) messages.push(attention === 'channel' ? message : toPerson(message, attention));
    }
    all.push({ kind, messages, isPersonal: attention !== 'channel' });
  }
  const personal = all.filter(({ isPersonal }) => isPersonal).flatMap(({ messages }) => messages);
  const together = { kind: 'several in one', messages: [must(bundle(personal), 'messages')] };
  return [...all, together].map(({ kind, messages }) => ({
    kind,
    left: messages.flatMap(formsOf).map(leaving),
  }));
}

function leaving({ text, blocks }: Message): Leaving {
  return { kind: 'message', text, blocks: blocks.map((block) => Block.parse(block)) };
}
