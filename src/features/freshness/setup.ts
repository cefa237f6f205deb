import type { Services, SetupStep } from '#feature.ts';
import { note } from '#slack/blocks/message.ts';
import { dateToken } from '#slack/blocks/references.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { Action } from '#slack/routes.ts';
import { syncHealth } from '#sync/sync-health.ts';

const LOOK = 'freshness.look';

/** Salesforce is connected once it has been read completely. */
export const connectStep: SetupStep = {
  id: 'salesforce',
  order: 10,
  title: 'Connect Salesforce',
  button: { action: LOOK, label: 'Look at the connection' },
  async state({ store }) {
    const { completeAt, objects } = await syncHealth(store);
    const failing = objects.find(({ error }) => error !== null);
    if (failing) return { isDone: false, words: `${failing.object} cannot be read: ${failing.error ?? ''}` };
    return completeAt === null
      ? { isDone: false, words: 'it has not been read completely yet' }
      : { isDone: true, words: 'it was read completely and is read again all the time' };
  },
};

export const lookAction: Action<Services> = {
  id: LOOK,
  permission: 'installer',
  shows: ['D9'],
  async run({ services: { store } }) {
    const { completeAt, objects, gaps } = await syncHealth(store);
    const read = completeAt
      ? mrkdwn`Salesforce was last read completely ${dateToken(completeAt, completeAt.toString({ smallestUnit: 'minute' }))}.`
      : mrkdwn`Salesforce has not been read completely yet.`;
    const failing = objects.flatMap(({ object, error }) => (error === null ? [] : [`${object} (${error})`]));
    const objectsWords = objects.length === 1 ? 'Of 1 object' : `Of ${objects.length} objects`;
    const problems = failing.length === 0 ? 'no object fails' : `these fail: ${failing.join(', ')}`;
    const missing = gaps.length === 1 ? '1 field is' : `${gaps.length} fields are`;
    return note(
      mrkdwn`${read} ${escapeText(objectsWords)} ${escapeText(problems, 600)}; ${escapeText(missing)} missing. \`attain doctor\` on the command line says more and tells what mends it.`,
    );
  },
};
