import type { Services } from '#feature.ts';
import { dateToken } from '#slack/blocks/references.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { syncHealth } from '#sync/sync-health.ts';

const SHOWN_GAPS = 3;

/** What the foot of App Home says of the data: how fresh it is and what could not be read. */
export async function homeNotes({ store }: Services): Promise<readonly SafeText[]> {
  const { completeAt, gaps } = await syncHealth(store);
  const fresh =
    completeAt === null
      ? mrkdwn`Salesforce has not been read completely yet.`
      : mrkdwn`Salesforce was last read completely ${dateToken(completeAt, completeAt.toString({ smallestUnit: 'minute' }))}.`;
  const missing = gaps.slice(0, SHOWN_GAPS).map(({ effect }) => mrkdwn`Not available: ${escapeText(effect)}`);
  return [fresh, ...missing];
}
