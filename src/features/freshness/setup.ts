import type { Services, SetupStep } from '#feature.ts';
import { momentToken } from '#slack/blocks/data-time.ts';
import { note } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
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
      ? mrkdwn`Salesforce was last read completely ${momentToken(completeAt)}.`
      : mrkdwn`Salesforce has not been read completely yet.`;
    const failing = objects.flatMap(({ object, error }) => (error === null ? [] : [`${object} (${error})`]));
    const problems = problemWords(objects.length, failing);
    const missing = missingWords(gaps.length, objects.length);
    return note(
      mrkdwn`${read} ${escapeText(problems, 600)}${missing}. \`attain doctor\` on the command line says more and tells what mends it.`,
    );
  },
};

/** "; 2 fields are missing": before anything has been read, nobody knows. */
function missingWords(gaps: number, objects: number): SafeText {
  if (gaps === 0) return objects === 0 ? mrkdwn`` : mrkdwn`; no field is missing`;
  return gaps === 1 ? mrkdwn`; 1 field is missing` : mrkdwn`; ${gaps} fields are missing`;
}

/** "Of 14 objects none fails" */
function problemWords(count: number, failing: readonly string[]): string {
  if (count === 0) return 'No object has been read yet';
  const all = count === 1 ? 'Of 1 object' : `Of ${count} objects`;
  if (failing.length === 0) return count === 1 ? 'The 1 object is read' : `${all} none fails`;
  return `${all} ${failing.length === 1 ? 'this one fails' : 'these fail'}: ${failing.join(', ')}`;
}
