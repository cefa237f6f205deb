import type { Services, SetupStep } from '#feature.ts';
import type { Attention, PostKind } from '#outbox/outbox.ts';
import { readInstaller } from '#store/identity.ts';
import { readChecklist, saveChecklist } from './memory.ts';
import { readSteps } from './steps.ts';
import { checklistMessage } from './views.ts';

const KIND = 'onboarding.checklist';
/** Once everything is done, steps are rarely undone. */
const REST = { hours: 1 };

const attention: Attention = {
  topic: {
    id: 'onboarding',
    name: 'Setting up',
    about: 'you installed Attain',
    startsAs: 'on',
    permission: 'installer',
  },
  // It answers the installation itself.
  priority: 'answer',
  isPrompt: false,
};

/** The one message to who installed the app: written as the steps stand when it is sent or brought up to date. */
export function checklistPost(steps: readonly SetupStep[]): PostKind<Services> {
  return {
    kind: KIND,
    whenUnknown: 'ask',
    attention,
    shows: ['D9'],
    render: async (services) => checklistMessage(await readSteps(services, steps)),
  };
}

/** Asks for the message once, and for a fresh look at it whenever a step stands differently. */
export async function keepChecklist(
  services: Services,
  { steps, now }: { readonly steps: readonly SetupStep[]; readonly now: Temporal.Instant },
): Promise<void> {
  const { store, outbox } = services;
  const installer = await readInstaller(store);
  if (installer === undefined) return;
  const stored = await readChecklist(store);
  const before = stored?.installer === installer ? stored : undefined;
  if (before?.isOver && Temporal.Instant.compare(before.lookedAt.add(REST), now) > 0) return;
  const states = await readSteps(services, steps);
  const words = JSON.stringify(states.map(({ id, isDone, words: said }) => [id, isDone, said]));
  const isOver = states.every(({ isDone }) => isDone);
  const isNew = before?.words !== words;
  if (!isNew && !isOver) return;
  const key = `${KIND}/${installer}`;
  await store.transaction(async (tx) => {
    await outbox.record(tx, { key, kind: KIND, params: {}, audience: installer });
    if (isNew && before) await outbox.refresh(tx, key);
    await saveChecklist(tx, { installer, words, isOver, lookedAt: now });
  });
  if (isNew) await outbox.wake();
}
